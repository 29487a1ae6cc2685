import type { Category } from './card.ts';

/** What a list or a section of a document is a list of. */
export const listSubjects = [
  'allergies',
  'medications',
  'problems',
  'alerts',
  'advance-directives',
  'devices',
  'results',
  'vital-signs',
  'procedures',
  'immunizations',
  'past-problems',
  'social-history',
  'pregnancy',
  'visits',
] as const;
export type ListSubject = (typeof listSubjects)[number];

/** On which shelf each of them stands. */
const shelves: Readonly<Record<ListSubject, Category>> = {
  allergies: 'allergies',
  medications: 'medicines',
  problems: 'problems',
  alerts: 'other',
  'advance-directives': 'documents',
  devices: 'other',
  results: 'results',
  'vital-signs': 'results',
  procedures: 'procedures',
  immunizations: 'vaccinations',
  'past-problems': 'problems',
  'social-history': 'results',
  pregnancy: 'results',
  visits: 'visits',
};

export function shelfOfSubject(subject: ListSubject): Category {
  return shelves[subject];
}

const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
/**
 * LOINC's codes of sections, as C-CDA and IPS have them, and SNOMED CT's record headings, as British lists and documents do.
 * @see https://hl7.org/ccdasearch/
 * @see https://developer.nhs.uk/apis/gpconnect-1-6-0/accessrecord_structured_development_list.html
 */
const codes: Readonly<Record<ListSubject, readonly string[]>> = {
  allergies: [
    `${loinc}|48765-2`,
    `${snomed}|886921000000105`,
    `${snomed}|1103671000000101`, // ended allergies
  ],
  medications: [
    `${loinc}|10160-0`,
    `${loinc}|10183-2`, // hospital discharge medications
    `${loinc}|75311-1`,
    `${loinc}|42346-7`, // on admission
    `${loinc}|29549-3`, // administered
    `${loinc}|57828-6`,
    `${snomed}|933361000000108`,
  ],
  problems: [
    `${loinc}|11450-4`,
    `${loinc}|11535-2`, // hospital discharge diagnosis
    `${loinc}|46241-6`, // on admission
    `${loinc}|29308-4`,
    `${loinc}|75310-3`, // health concerns
    `${snomed}|717711000000103`,
  ],
  alerts: [`${loinc}|104605-1`],
  'advance-directives': [`${loinc}|42348-3`, `${loinc}|81334-5`],
  devices: [`${loinc}|46264-8`],
  results: [
    `${loinc}|30954-2`,
    `${loinc}|26436-6`,
    `${loinc}|18748-4`, // imaging
    `${snomed}|887191000000108`,
  ],
  'vital-signs': [`${loinc}|8716-3`],
  procedures: [`${loinc}|47519-4`, `${loinc}|29554-3`],
  immunizations: [`${loinc}|11369-6`, `${snomed}|1102181000000102`],
  'past-problems': [`${loinc}|11348-0`],
  'social-history': [`${loinc}|29762-2`],
  pregnancy: [`${loinc}|10162-6`, `${loinc}|90767-5`],
  visits: [`${loinc}|46240-8`, `${snomed}|1149501000000101`, `${snomed}|325851000000107`],
};

const byCode: ReadonlyMap<string, ListSubject> = new Map(
  listSubjects.flatMap((subject) => codes[subject].map((code) => [code, subject] as const)),
);

/** What a list of these codes (`system|code`) is a list of; `undefined` where they do not tell. */
export function subjectOfCodes(given: readonly string[]): ListSubject | undefined {
  for (const code of given) {
    const subject = byCode.get(code) ?? besideAnother(code);
    if (subject !== undefined) return subject;
  }
  return undefined;
}

/** What GP Connect calls the lists that stand beside others. */
const besides: Readonly<Partial<Record<string, ListSubject>>> = {
  allergies: 'allergies',
  immunisations: 'immunizations',
  investigations: 'results',
  medications: 'medications',
  problems: 'problems',
};

/** "consultations-allergies-contained-in-consultations": what stands in consultations or belongs to problems. */
function besideAnother(code: string): ListSubject | undefined {
  const [system = '', name = ''] = code.split('|');
  if (!system.includes('GPConnect-SecondaryListValues')) return undefined;
  const [, thing] =
    /^(?:consultations|problems)-(allergies|medications|problems|immunisations|investigations)-/.exec(
      name,
    ) ?? [];
  return thing === undefined ? undefined : besides[thing];
}

/** Lists of a part: that one of them is empty tells nothing of the whole. */
const partial: ReadonlySet<string> = new Set([`${snomed}|1103671000000101`]);

/** Whether a list of these codes is the whole list of its kind, so that nothing in it is nothing recorded. */
export function isWholeList(given: readonly string[]): boolean {
  return given.some((code) => byCode.has(code) && !partial.has(code));
}
