import { objectsOf, textOf, type JsonObject } from '../../fhir/resource.ts';

/** The extensions of an element whose address ends so: the same one has several addresses, by version and country. */
export function extensionsOf(element: JsonObject | undefined, address: RegExp): JsonObject[] {
  return objectsOf(element?.['extension']).filter(({ url }) => address.test(textOf(url) ?? ''));
}

/** What an extension holds, whatever its type: its `valueCode`, `valueString` … */
export function extensionValue(extension: JsonObject | undefined): unknown {
  for (const member in extension) if (/^value[A-Z]/.test(member)) return extension[member];
  return undefined;
}

/** What a part of an extension holds. */
export function extensionPart(extension: JsonObject | undefined, name: string): unknown {
  return extensionValue(objectsOf(extension?.['extension']).find(({ url }) => url === name));
}
