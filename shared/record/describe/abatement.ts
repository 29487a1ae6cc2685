import { objectOf, type FhirResource, type JsonObject } from '../../fhir/resource.ts';
import type { FactValue } from '../fact.ts';
import { extensionsOf, extensionValue } from './extension.ts';
import { choiceOf } from './reading.ts';

/** Marks the note in which a summary says the end of a problem that FHIR lets no such problem have. */
const noteUrl = 'urn:patient-held-record:abatement';
/** Before R4 an end could be said without saying when; that it has not ended says nothing more. */
const older = /\/extension-Condition\.abatementBoolean$/;

/** How a problem ended, in whichever form its source gives it; `true` where it only says that it did. */
export function abatementIn(resource: JsonObject): FactValue | undefined {
  const written = choiceOf(resource, 'abatement');
  if (written !== undefined) return written === false ? undefined : written;
  const [beside] = extensionsOf(resource, older);
  if (extensionValue(beside) === true) return true;
  return notesOf(resource)
    .map(endIn)
    .find((end) => end !== undefined);
}

function notesOf(resource: JsonObject): readonly unknown[] {
  return [resource['note']].flat();
}

/** Whether a note of a problem is the one in which a summary says its end. */
export function isAbatementNote(note: unknown): boolean {
  return extensionsOf(objectOf(note), new RegExp(`^${noteUrl}$`)).length > 0;
}

function endIn(note: unknown): FactValue | undefined {
  const [mark] = extensionsOf(objectOf(note), new RegExp(`^${noteUrl}$`));
  const held = Object.entries(mark ?? {}).find(([member]) => /^value[A-Z]/.test(member));
  if (held === undefined) return undefined;
  const [member, value] = held;
  return choiceOf({ [`abatement${member.slice('value'.length)}`]: value }, 'abatement');
}

/** The note in which the end of a problem is said, in words and, for programs, as it was written. */
export function abatementNote(problem: FhirResource | JsonObject, text: string): JsonObject {
  const [member, value] =
    Object.entries(problem).find(([name]) => /^abatement[A-Z]/.test(name)) ?? [];
  if (member === undefined) return { text };
  const type = member.slice('abatement'.length);
  return { extension: [{ url: noteUrl, [`value${type}`]: value }], text };
}
