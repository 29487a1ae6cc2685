import { defined } from '../base/defined.ts';
import { codesOf as codingCodes, plainWordsOf } from '../fhir/concept.ts';
import type { JsonObject } from '../fhir/resource.ts';
import type { Description } from '../record/card.ts';
import { mainCodesOf } from '../record/describe.ts';
import { plainValues } from '../record/plain-value.ts';
import { say, type Said } from '../words/say.ts';
import type { SectionName } from '../words/section-name.ts';
import type { RedFlagKind, Words } from '../words/words.ts';
import { describedIn, type Resolve } from './item.ts';
import { isKnownAbsence } from './known-absence.ts';
import { entriesOf } from './read-section.ts';
import { sections } from './sections.ts';

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

/** What a clinician must not miss of an entry, as data: `more` is a reaction, a date or a dose. */
type RedFlag = { readonly kind: RedFlagKind; readonly title: string; readonly more?: string };

type Read = (entry: Description, said: Said, words: Words) => RedFlag | undefined;

/** What a clinician must not miss, most dangerous first, each read from an entry of the document. */
const readers: readonly (readonly [SectionName, Read])[] = [
  ['allergies', severeAllergy],
  ['alerts', (entry, said, words) => dated('alert', entry, { said, words })],
  ['advance-directives', (entry, said, words) => dated('wishes', entry, { said, words })],
  ['devices', implant],
  ['medications', bloodThinner],
];

/** The red flags of a summary, read from its sections and put into words. */
export function redFlagsOf(
  documentSections: readonly JsonObject[],
  resolve: Resolve,
  words: Words,
): string[] {
  const flags = readers.flatMap(([name, read]) => {
    const code = `http://loinc.org|${sections.find((one) => one.name === name)?.code ?? ''}`;
    return documentSections
      .filter((section) => codingCodes(section['code']).includes(code))
      .flatMap((section) => entriesOf(section, resolve))
      .map((resource) => describedIn(resource, resolve))
      .filter((entry) => isStanding(entry) && !isKnownAbsence(mainCodesOf(entry)))
      .flatMap((entry) => read(entry, say(entry, words), words) ?? []);
  });
  return [...new Set(flags.map(({ kind, title, more }) => words.redFlag(kind, title, more)))];
}

function isStanding({ standing }: Description): boolean {
  return standing === 'current' || standing === 'unknown';
}

/** What the source calls it; nothing where it gives no name, whatever this program says then. */
function ownNameOf({ title }: Pick<Description, 'title'>): string {
  return title === undefined ? '' : plainWordsOf(title);
}

function severeAllergy(entry: Description, said: Said): RedFlag | undefined {
  const sourceWords = [ownNameOf(entry), ...plainValues(entry.facts)];
  const severe = entry.flag === 'critical' || sourceWords.some((text) => anaphylaxis.test(text));
  if (!severe || said.title === undefined) return undefined;
  const reaction = said.facts.find((fact) => fact.is === 'manifestation')?.value;
  return defined({ kind: 'severe-allergy' as const, title: said.title, more: reaction });
}

function dated(
  kind: RedFlagKind,
  { date }: Description,
  { said, words }: { readonly said: Said; readonly words: Words },
): RedFlag | undefined {
  if (said.title === undefined) return undefined;
  const more = date === undefined ? undefined : words.date(date);
  return defined({ kind, title: said.title, more });
}

function implant(entry: Description, said: Said, words: Words): RedFlag | undefined {
  return isImplant(ownNameOf(entry)) ? dated('implant', entry, { said, words }) : undefined;
}

function bloodThinner(entry: Description, said: Said): RedFlag | undefined {
  const { title } = said;
  if (title === undefined || !isBloodThinner(ownNameOf(entry)) || entry.doNotPerform === true) {
    return undefined;
  }
  const dose = said.facts.find((fact) => fact.is === 'dosage')?.value;
  return defined({ kind: 'blood-thinner' as const, title, more: dose });
}
