import { formatDate } from '../fhir/partial-date.ts';
import type { JsonObject } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { codesOf } from '../fhir/concept.ts';
import { describedIn, type Resolve } from './item.ts';
import { isKnownAbsence } from './known-absence.ts';
import { entriesOf } from './read-section.ts';
import { sections, type SectionName } from './sections.ts';

/** Medicines that thin the blood, by the names under which they are recorded. Nothing is concluded from a code or a diagnosis. */
const bloodThinners =
  /\b(acenocoumarol|apixaban|argatroban|bivalirudin|dabigatran|dalteparin|edoxaban|enoxaparin|fondaparinux|heparin|phenindione|rivaroxaban|tinzaparin|warfarin)\b/i;

const anaphylaxis = /anaphyla/i;

/** Devices inside the body, by the names under which they are recorded: a walking frame is no danger in a scanner. */
const implants =
  /implant|prosthe|pacemaker|pacing|defibrillator|\bICD\b|stent|shunt|\bpump\b|graft|valve|replacement|cochlear|\blens\b|\bcoil\b|\bclip\b|\bplate\b|\bport\b|stimulator/i;

/** Whether a device of this name is inside the body, as far as its name says. */
export function isImplant(title: string): boolean {
  return implants.test(title);
}

/** Whether a medicine of this name thins the blood, as far as its name says. */
export function isBloodThinner(title: string): boolean {
  return bloodThinners.test(title);
}

type Read = (description: Description) => string | undefined;

/** What a clinician must not miss, most dangerous first, each read from an entry of the document. */
const readers: readonly (readonly [SectionName, Read])[] = [
  ['allergies', severeAllergy],
  ['alerts', (description) => titled('Alert', description)],
  ['advance-directives', (description) => titled('Wishes for care', description)],
  ['devices', implant],
  ['medications', bloodThinner],
];

/** The red flags of a summary, read from its sections. */
export function redFlagsOf(documentSections: readonly JsonObject[], resolve: Resolve): string[] {
  const flags = readers.flatMap(([name, read]) => {
    const code = `http://loinc.org|${sections.find((one) => one.name === name)?.code ?? ''}`;
    return documentSections
      .filter((section) => codesOf(section['code']).includes(code))
      .flatMap((section) => entriesOf(section, resolve))
      .map((resource) => describedIn(resource, resolve))
      .filter((description) => isStanding(description) && !isKnownAbsence(description.codes))
      .flatMap((description) => read(description) ?? []);
  });
  return [...new Set(flags)];
}

function isStanding({ standing }: Description): boolean {
  return standing === 'current' || standing === 'unknown';
}

function severeAllergy(description: Description): string | undefined {
  const reaction = description.facts.find((fact) => fact.name === 'Reaction')?.value;
  const words = [description.title ?? '', ...description.facts.map((fact) => fact.value)];
  const severe = description.flag === 'critical' || words.some((text) => anaphylaxis.test(text));
  if (!severe || description.title === undefined) return undefined;
  return `Severe allergy: ${description.title}${reaction === undefined ? '' : ` (${reaction})`}`;
}

function titled(kind: string, { title, date }: Description): string | undefined {
  if (title === undefined) return undefined;
  return `${kind}: ${title}${date === undefined ? '' : ` (${formatDate(date)})`}`;
}

function implant(description: Description): string | undefined {
  return isImplant(description.title ?? '') ? titled('Implant', description) : undefined;
}

function bloodThinner({ title, facts }: Description): string | undefined {
  if (title === undefined || !isBloodThinner(title) || /^Do not give/.test(title)) return undefined;
  const dose = facts.find((fact) => fact.name === 'Dose')?.value;
  return `Blood thinner: ${title}${dose === undefined ? '' : `, ${dose}`}`;
}
