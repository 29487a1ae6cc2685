import type { JsonObject } from '../resource.ts';
import { writtenValue } from './cda-value.ts';
import { attributeOf, elementsOf, wordsIn, type CdaElement } from './cda-xml.ts';

/**
 * The strengths of a product, in words: European documents write them in extensions of CDA.
 * @see HL7 Europe and epSOS: `ingredient` and `quantity` of `manufacturedMaterial`
 */
export function strengthNotes(material: CdaElement | undefined): JsonObject[] {
  return called(material, 'ingredient')
    .flatMap(strengthOf)
    .map((words) => ({ text: `Strength in the document: ${words}` }));
}

/** Extensions have namespaces of their own. */
function called(element: CdaElement | undefined, name: string): CdaElement[] {
  return elementsOf(element).filter((child) => child.name === name);
}

function strengthOf(ingredient: CdaElement): string[] {
  const [quantity] = called(ingredient, 'quantity');
  const [numerator, denominator] = ['numerator', 'denominator'].map((part) =>
    writtenValue(called(quantity, part)[0]),
  );
  if (numerator === undefined) return [];
  const per = denominator === undefined ? '' : ` in ${denominator}`;
  return [[nameOf(ingredient), `${numerator}${per}`].filter((one) => one !== undefined).join(' ')];
}

function nameOf(element: CdaElement): string | undefined {
  for (const child of elementsOf(element)) {
    const name =
      attributeOf(child, 'displayName') ?? (child.name === 'name' ? wordsIn(child) : nameOf(child));
    if (name !== undefined) return name;
  }
  return undefined;
}
