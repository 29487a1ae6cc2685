import { useUntilExtension } from '../share/share-terms.ts';
import type { JsonObject } from '../fhir/resource.ts';
import type { DocumentEntries } from './document-entries.ts';
import { lostText, type Statement } from '../words/statement.ts';
import type { Words } from '../words/words.ts';
import { describe } from '../record/describe.ts';
import type { SectionName } from '../words/section-name.ts';
import { disagreements } from './wish-stances.ts';
import { itemOf, type Resolve } from './item.ts';
import { contraryDetails } from './say-contrary.ts';
import { narrativeOf, statementsNarrative } from './narrative.ts';
import {
  noteExtension,
  sectionNotes,
  statementExtension,
  type SectionNote,
} from './section-notes.ts';
import { sectionsOfWishes } from './section-of.ts';
import { partsOf } from './section-parts.ts';
import { documentStatement, tellsWhyEmpty } from './statements.ts';
import { sections, type Section } from './sections.ts';
import type { ChosenSection, DocumentEntry, SummaryInput } from './summary-input.ts';

export type Authors = {
  readonly patientUrl: string;
  /** Somebody who acts for the patient, and attests in their place. */
  readonly carerUrl: string | undefined;
  readonly softwareUrl: string;
};

/** The Composition of a summary: who made it for whom, until when, and its sections. @see IPS 2.0.0 Composition-uv-ips */
export function compositionFor(
  input: SummaryInput,
  entries: DocumentEntries,
  options: { readonly id: string; readonly authors: Authors; readonly resolve: Resolve },
): DocumentEntry {
  const { patientUrl, carerUrl, softwareUrl } = options.authors;
  const authors = [patientUrl, carerUrl, softwareUrl].filter((url) => url !== undefined);
  const date = input.now.toISOString();
  const { words } = input;
  const whole = input.statements?.whole ?? [];
  return {
    fullUrl: `urn:uuid:${options.id}`,
    resource: {
      resourceType: 'Composition',
      id: options.id,
      meta: { profile: ['http://hl7.org/fhir/uv/ips/StructureDefinition/Composition-uv-ips'] },
      ...(whole.length === 0
        ? {}
        : { text: statementsNarrative(whole.map((one) => words.statement(one))) }),
      extension: [
        useUntilExtension(input.until),
        ...whole.map((one) => documentStatement(one, words)),
      ],
      status: 'final',
      type: {
        coding: [
          { system: 'http://loinc.org', code: '60591-5', display: 'Patient summary Document' },
        ],
      },
      subject: { reference: patientUrl },
      date,
      author: authors.map((reference) => ({ reference })),
      title: 'Patient summary',
      attester: [{ mode: 'personal', time: date, party: { reference: carerUrl ?? patientUrl } }],
      section: sections.flatMap((section) => sectionFor(section, input, entries, options.resolve)),
    },
  };
}

function sectionFor(
  section: Section,
  input: SummaryInput,
  entries: DocumentEntries,
  resolve: Resolve,
): JsonObject[] {
  const chosen = chosenFor(section, input);
  const listed = listedIn(chosen, entries);
  const { words } = input;
  const given = input.statements?.sections[section.name] ?? [];
  const statements = [...given, ...lostStatement(chosen, entries, { resolve, words })];
  const isWarned = statements.some(
    ({ kind }) => kind === 'list-warning' || kind === 'entries-damaged',
  );
  if (listed.length === 0 && section.need !== 'required' && !isWarned) return [];
  const notes = notesFor(section, input, entries);
  const said = notes.map(({ kind, count }) => words.note(kind, count, section.name));
  const stated = statements.map((statement) => words.statement(statement));
  const none = notes.findIndex(({ kind }) => kind === 'none-current');
  const why = said[none] ?? stated[statements.findIndex(({ kind }) => tellsWhyEmpty(kind))];
  const empty = listed.length > 0 ? undefined : emptyReasonFor(leftOutOf(chosen), why, words);
  const code = { coding: [{ system: 'http://loinc.org', code: section.code }] };
  const resources = listed.map(({ resource }) => resource);
  const contraries = contraryDetails(code, resources, { resolve, words });
  const items = resources.map((resource) =>
    itemOf(resource, { resolve, words, sources: [], contrary: contraries.get(resource) }),
  );
  return [
    {
      ...extensionsOf([
        ...notes.map((note, at) => noteExtension(note, said[at] ?? '')),
        ...statements.map((statement) => statementExtension(statement, words)),
      ]),
      title: words.sections[section.name],
      code,
      text: narrativeOf(partsOf(items, section.name, words), empty?.text, {
        notes: [...said, ...stated].filter((one) => one !== empty?.text),
        words,
      }),
      ...(empty === undefined
        ? { entry: listed.map((entry) => ({ reference: entry.fullUrl })) }
        : { emptyReason: empty }),
    },
  ];
}

/** What is to be known of a section beyond its entries, as far as the record tells it. */
function notesFor(section: Section, input: SummaryInput, entries: DocumentEntries): SectionNote[] {
  const chosen = chosenFor(section, input);
  const listed = listedIn(chosen, entries);
  const leftOutByPatient = leftOutOf(chosen);
  const stated = input.statements?.sections[section.name] ?? [];
  return sectionNotes({
    section,
    resources: listed.map((entry) => entry.resource),
    leftOutByPatient: listed.length === 0 ? 0 : leftOutByPatient,
    isWhole: leftOutByPatient === 0 && stated.length === 0,
    left: chosen.flatMap((one) => one.left),
    over: overBeside(section, input, entries),
    isContradicted:
      wishSections.has(section.name) &&
      contradictedWishes(input, entries).some((one) => listed.includes(one)),
  });
}

/** How many problems that are over the sources tell of, listed or not. */
function overBeside({ name }: Section, input: SummaryInput, entries: DocumentEntries): number {
  if (name !== 'problems') return 0;
  const past = input.sections.filter(({ section }) => section === 'past-problems');
  return listedIn(past, entries).length + past.flatMap(({ left }) => left).length;
}

const wishSections: ReadonlySet<SectionName> = new Set(sectionsOfWishes.values());

/** Wishes that contradict another, in whichever section it stands. */
function contradictedWishes(input: SummaryInput, entries: DocumentEntries): DocumentEntry[] {
  const chosen = input.sections.filter(({ section }) => wishSections.has(section));
  const read = ({ resource }: DocumentEntry) => ({
    ...describe(resource),
    resourceType: resource.resourceType,
  });
  return disagreements(listedIn(chosen, entries), read, input.now.toISOString()).flatMap(
    ({ wishes }) => wishes,
  );
}

/** Which entries could not be carried over whole. */
function lostStatement(
  chosen: readonly ChosenSection[],
  { incomplete, chosen: written }: DocumentEntries,
  { resolve, words }: { readonly resolve: Resolve; readonly words: Words },
): Statement[] {
  const lost = chosen
    .flatMap((one) => one.entries)
    .flatMap(({ key }) => {
      const kinds = incomplete.get(key);
      const resource = written.get(key)?.resource;
      if (kinds === undefined || resource === undefined) return [];
      const { title, shortTitle } = itemOf(resource, { resolve, words, sources: [] });
      return [{ title: shortTitle ?? title, kinds }];
    });
  return lost.length === 0 ? [] : [lostText(lost)];
}

function extensionsOf(extension: readonly JsonObject[]): JsonObject {
  return extension.length === 0 ? {} : { extension };
}

function listedIn(chosen: readonly ChosenSection[], entries: DocumentEntries): DocumentEntry[] {
  return chosen
    .flatMap((one) => one.entries)
    .flatMap((entry) => entries.chosen.get(entry.key) ?? []);
}

function chosenFor({ name }: Section, { sections: all }: SummaryInput): ChosenSection[] {
  return all.filter(({ section }) => section === name);
}

/** How many entries of a section the patient took out. */
function leftOutOf(chosen: readonly ChosenSection[]): number {
  return chosen.reduce((total, one) => total + one.leftOutByPatient, 0);
}

type EmptyReason = { readonly coding: readonly JsonObject[]; readonly text: string };

/**
 * Never "none known": that only a source can say, by an entry.
 * @param why what is more than no information: that a source was asked and has nothing recorded, that nothing is current
 */
function emptyReasonFor(
  leftOutByPatient: number,
  why: string | undefined,
  words: Words,
): EmptyReason {
  const code = leftOutByPatient > 0 ? 'withheld' : 'unavailable';
  return {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/list-empty-reason', code }],
    text: code === 'unavailable' && why !== undefined ? why : words.emptyReasons[code],
  };
}
