import { wordsOf } from '../concept.ts';
import { textOf, type JsonObject } from '../resource.ts';
import { cdaConceptOf } from './cda-code.ts';
import { childAt, type CdaElement } from './cda-xml.ts';
import type { StatementPlace } from './statement.ts';

/** What a product is made of, which has its name and its code. */
export function materialOf(product: CdaElement | undefined): CdaElement | undefined {
  return childAt(product, 'manufacturedMaterial') ?? childAt(product, 'manufacturedLabeledDrug');
}

/** The medicine or vaccine of a product, in code and words; a name of its own beside another is kept with it. */
export function productConcept(
  product: CdaElement | undefined,
  { narrative }: StatementPlace,
): JsonObject | undefined {
  const material = materialOf(product);
  const concept = cdaConceptOf(childAt(material, 'code'), narrative);
  const name = narrative.of(childAt(material, 'name'));
  if (concept === undefined) return name === undefined ? undefined : { text: name };
  const words = wordsOf(concept);
  if (name === undefined || words?.toLowerCase().includes(name.toLowerCase()) === true)
    return concept;
  const text = textOf(concept['text']);
  return { ...concept, text: text === undefined ? name : `${text} (${name})` };
}
