import { codesOf } from '../fhir/concept.ts';
import type { FhirResource, JsonObject } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { factsCalled } from '../record/fact.ts';
import { isStanding } from '../record/standing.ts';
import { say, type Said } from '../words/say.ts';
import type { SectionName } from '../words/section-name.ts';
import type { Words } from '../words/words.ts';
import { allergyFlags } from './allergy-flags.ts';
import { historyFlags, implantFlags, pregnancyFlags } from './history-flags.ts';
import { describedIn, type Resolve } from './item.ts';
import { isKeptText } from './kept-text.ts';
import { deniesAll } from './known-absence.ts';
import { medicineFlags } from './medicine-flags.ts';
import { entriesOf } from './read-section.ts';
import { datedFlag, type FlagContext, type FlagEntry, type RedFlag } from './red-flag.ts';
import { bloodGroupFlags, resultFlags } from './result-flags.ts';
import { sectionNamed } from './sections.ts';
import { warningFlags } from './warning-flags.ts';
import { isWarning } from './warnings.ts';
import { wishFlags } from './wish-flags.ts';

/** What finding the red flags of a document needs of it. */
export type RedFlagReading = {
  readonly resolve: Resolve;
  readonly words: Words;
  /** When it was made, ISO 8601. */
  readonly issued?: string | undefined;
  /** Numbers of an entry's sources, counted from 1. */
  readonly sourcesOf?: (resource: FhirResource) => readonly number[];
};

/** The red flags of a summary, most dangerous first, read from its sections and put into words. */
export function redFlagsOf(
  documentSections: readonly JsonObject[],
  reading: RedFlagReading,
): string[] {
  const { words, issued } = reading;
  const context: FlagContext = { words, issued };
  const entriesIn = (...names: readonly SectionName[]) =>
    names.flatMap((name) => readEntries(documentSections, name, reading));
  const allergies = allergyFlags(entriesIn('allergies'), context);
  const severe = ({ kind }: RedFlag) => kind === 'severe-allergy';
  const medicines = medicineFlags(entriesIn('medications'), context);
  const forbidden = ({ kind }: RedFlag) => kind === 'do-not-give';
  const problems = entriesIn('problems', 'past-problems', 'findings', 'procedures');
  const flags = [
    ...allergies.filter(severe),
    ...medicines.filter(forbidden),
    ...wishFlags(entriesIn('advance-directives', 'care-decisions'), context),
    ...entriesIn('alerts')
      .filter(({ entry }) => isStanding(entry))
      .flatMap((one) => datedFlag('alert', one, words)),
    ...warningFlags(entriesIn('findings'), words),
    ...pregnancyFlags(entriesIn('pregnancy', 'problems', 'findings'), context),
    ...historyFlags(problems.filter(isNoWarning), context),
    ...implantFlags(entriesIn('devices', 'procedures'), context),
    ...medicines.filter((flag) => !forbidden(flag)),
    ...bloodGroupFlags(entriesIn('results', 'findings'), context),
    ...resultFlags(entriesIn('results', 'vital-signs'), context),
    ...allergies.filter((flag) => !severe(flag)),
  ];
  return [...new Set(flags.map(({ kind, title, more }) => words.redFlag(kind, title, more)))];
}

function isNoWarning({ resource, entry }: FlagEntry): boolean {
  return !isWarning({ ...entry, resourceType: resource.resourceType });
}

function readEntries(
  documentSections: readonly JsonObject[],
  name: SectionName,
  { resolve, words, sourcesOf }: RedFlagReading,
): FlagEntry[] {
  const code = `http://loinc.org|${sectionNamed(name).code}`;
  return (
    documentSections
      .filter((section) => codesOf(section['code']).includes(code))
      .flatMap((section) => entriesOf(section, resolve))
      .map((resource) => {
        const entry = describedIn(resource, resolve);
        return {
          resource,
          entry,
          said: marked(say(entry, words), entry, words),
          resolve,
          sources: sourcesOf?.(resource) ?? [],
        };
      })
      .filter(({ entry }) => !deniesAll(entry) && entry.standing !== 'error')
      // What a text says no program has read; of wishes, that there is one is enough.
      .filter(({ entry }) => name === 'advance-directives' || !isKeptText(entry))
  );
}

/** An entry with a condition that no reader of ours knows may mean something else: its title says so. */
function marked(said: Said, { facts }: Description, words: Words): Said {
  const isPlain = factsCalled(facts, 'implicitRules', 'modifierExtension').length === 0;
  if (isPlain || said.title === undefined) return said;
  return { ...said, title: `${said.title} (${words.unreadableMark})` };
}
