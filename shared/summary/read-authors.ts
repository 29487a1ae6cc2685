import { wordsOf } from '../fhir/concept.ts';
import { bestName } from '../fhir/person.ts';
import { referenceOf } from '../fhir/reference.ts';
import { objectsOf, textOf, type FhirResource, type JsonObject } from '../fhir/resource.ts';
import { describe } from '../record/describe.ts';
import type { Resolve } from './item.ts';

export type AuthorNames = { readonly author?: string; readonly software?: string };

/** Who made a document: "Margaret Hale, by Tom Hale (son)", and with what. */
export function readAuthors(composition: JsonObject, resolve: Resolve): AuthorNames {
  const people: string[] = [];
  const programs: string[] = [];
  const helpers: string[] = [];
  for (const reference of objectsOf(composition['author'])) {
    const { reference: literal, display } = referenceOf(reference);
    const resource = literal === undefined ? undefined : resolve(literal);
    if (resource?.resourceType === 'Device') programs.push(programName(resource));
    else if (resource?.resourceType === 'RelatedPerson') helpers.push(helperName(resource));
    else {
      const name = display ?? nameOf(resource, resolve);
      if (name !== undefined) people.push(name);
    }
  }
  const author = [people.join(', '), ...helpers.map((name) => `by ${name}`)].filter(Boolean);
  return {
    ...(author.length === 0 ? {} : { author: author.join(', ') }),
    ...(programs.length === 0 ? {} : { software: programs.join(', ') }),
  };
}

function programName(device: FhirResource): string {
  const names = objectsOf(device['deviceName']).flatMap((name) => textOf(name['name']) ?? []);
  const versions = objectsOf(device['version']).flatMap(
    (version) => textOf(version['value']) ?? [],
  );
  const name = names[0] ?? wordsOf(describe(device).title) ?? 'A program';
  return [name, versions[0]].filter((part) => part !== undefined).join(' ');
}

function helperName(person: FhirResource): string {
  const relationship = objectsOf(person['relationship']).flatMap((one) => wordsOf(one) ?? [])[0];
  const name = bestName(person) ?? 'somebody else';
  return relationship === undefined ? name : `${name} (${relationship})`;
}

function nameOf(resource: FhirResource | undefined, resolve: Resolve): string | undefined {
  if (resource === undefined) return undefined;
  const { reference, display } = referenceOf(resource['practitioner']);
  const practitioner = reference === undefined ? undefined : resolve(reference);
  return bestName(resource) ?? display ?? bestName(practitioner);
}
