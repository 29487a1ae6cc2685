import { defined } from '../../../shared/base/defined.ts';
import { isByIdentifier } from '../../../shared/fhir/patient-compartment.ts';
import { objectsOf, textOf, type FhirResource } from '../../../shared/fhir/resource.ts';
import { subjectsOf } from '../../../shared/fhir/subject.ts';
import { describe } from '../../../shared/record/describe.ts';
import { english } from '../../../shared/words/english.ts';
import { say } from '../../../shared/words/say.ts';

/** What tells people apart whom their name does not. */
export type Traits = {
  /** A number by which a hospital or surgery knows the person, or the id by which a file does. */
  readonly number?: string;
  /** FHIR's code. */
  readonly sex?: string;
};

/** What files hold that tells nameless people apart, by its place among all resources. */
export type TellingApart = {
  readonly traits: Map<number, Traits>;
  readonly titles: Map<number, Example>;
  /** How many titles are kept of each person and type: large files are never held whole. */
  readonly kept: Map<string, number>;
};

type Example = { readonly type: string; readonly title: string };

/** The types of which a person knows best what they have, the most telling first. */
const telling: readonly string[] = [
  'Condition',
  'AllergyIntolerance',
  'Procedure',
  'MedicationStatement',
  'MedicationRequest',
  'Immunization',
  'DiagnosticReport',
  'DocumentReference',
  'Observation',
];

const mostExamples = 3;

export function nothingTold(): TellingApart {
  return { traits: new Map(), titles: new Map(), kept: new Map() };
}

/** Adds what a resource at this place tells of whose it is. */
export function noteTelling(
  { traits, titles, kept }: TellingApart,
  place: number,
  resource: FhirResource,
): void {
  const { resourceType: type } = resource;
  if (type === 'Patient') traits.set(place, traitsOf(resource));
  if (!telling.includes(type)) return;
  const whose = `${type} ${subjectsOf(resource)[0]?.reference ?? ''}`;
  const before = kept.get(whose) ?? 0;
  if (before >= mostExamples) return;
  const title = titleOf(resource);
  if (title === undefined) return;
  kept.set(whose, before + 1);
  titles.set(place, { type, title });
}

/** The number in a name by which resources call somebody: "Patient/1042" gives "1042". */
export function numberIn(name: string): string | undefined {
  if (isByIdentifier(name)) return name.split('|').at(-1);
  return /(?:^|\/)Patient\/([^/?]+)/.exec(name)?.[1];
}

/** What stands among somebody's entries, each once, the most telling first. */
export function examplesAmong(
  entries: ReadonlySet<number>,
  { titles }: Pick<TellingApart, 'titles'>,
): readonly string[] {
  const own = [...entries].flatMap((place) => titles.get(place) ?? []);
  const ranked = own.sort((a, b) => telling.indexOf(a.type) - telling.indexOf(b.type));
  return [...new Set(ranked.map(({ title }) => title))].slice(0, mostExamples);
}

function traitsOf(patient: FhirResource): Traits {
  const [number] = objectsOf(patient['identifier']).flatMap(
    (identifier) => textOf(identifier['value']) ?? [],
  );
  return defined({ number, sex: textOf(patient['gender']) });
}

/** What an entry is called, where it stands: what is denied or taken back tells nobody what they have. */
function titleOf(resource: FhirResource): string | undefined {
  const described = describe(resource);
  const isDenied = described.standing === 'refuted' || described.standing === 'error';
  if (isDenied || described.title === undefined) return undefined;
  const { title } = say(described, english);
  return resource.resourceType === 'AllergyIntolerance' && title !== undefined
    ? `${title} (allergy)`
    : title;
}
