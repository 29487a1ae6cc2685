import { defined } from '../../base/defined.ts';
import { codesOf, conceptOf, plainWordsOf, type Concept } from '../../fhir/concept.ts';
import { plainQuantity, quantityOf, ratioOf, type Ratio } from '../../fhir/quantity.ts';
import { containedIn, referenceOf } from '../../fhir/reference.ts';
import {
  objectOf,
  objectsOf,
  textOf,
  type FhirResource,
  type JsonObject,
} from '../../fhir/resource.ts';
import type { Description } from '../card.ts';
import type { Fact, FactValue } from '../fact.ts';
import { codesBeside, conceptFact, fact, notesOf } from './reading.ts';
import { readStatus } from './status.ts';

/** What a medicine is: its name, what is in it and how much, its form. @see https://hl7.org/fhir/R4/medication.html */
export function describeMedication(resource: FhirResource): Description {
  const title = medicationTitle(resource, resource);
  return defined({
    category: 'other' as const,
    kind: 'Medication',
    title,
    dateMeaning: 'dated' as const,
    ...readStatus(resource['status']),
    facts: [
      ...medicationFacts(resource, resource),
      ...fact('lotNumber', textOf(objectOf(resource['batch'])?.['lotNumber'])),
      ...notesOf(resource),
    ],
    codes: codesBeside(title, codesOf(resource['code'])),
  });
}

/** The name of a Medication; where it has none, what it is made of: "Codeine 30 mg/tablet + Paracetamol 500 mg/tablet". */
export function medicationTitle(
  medication: JsonObject,
  container: FhirResource,
): Concept | undefined {
  const concept = conceptOf(medication['code']);
  if (concept !== undefined) return concept;
  const parts = ingredientsOf(medication, container).map(({ item, strength }) =>
    [item === undefined ? undefined : plainWordsOf(item), plainStrength(strength)]
      .filter((part) => part !== undefined)
      .join(' '),
  );
  const text = parts.filter((part) => part !== '').join(' + ');
  return text === '' ? undefined : { text };
}

/** What is in a medicine, and its form. */
export function medicationFacts(medication: JsonObject, container: FhirResource): Fact[] {
  return [
    ...ingredientsOf(medication, container).flatMap(ingredientFact),
    ...conceptFact('form', medication['form']),
    ...fact('amount', ratioFactValue(medication['amount'])),
  ];
}

type Ingredient = { readonly item?: Concept; readonly strength?: Ratio };

function ingredientsOf(medication: JsonObject, container: FhirResource): Ingredient[] {
  return objectsOf(medication['ingredient']).map((ingredient) =>
    defined({
      item: conceptOf(ingredient['itemCodeableConcept']) ?? referredItem(ingredient, container),
      strength: ratioOf(ingredient['strength']) ?? asRatio(ingredient['strength']),
    }),
  );
}

function referredItem({ itemReference }: JsonObject, container: FhirResource): Concept | undefined {
  const { reference, display } = referenceOf(itemReference);
  if (display !== undefined) return { text: display };
  return conceptOf(containedIn(container, reference)?.['code']);
}

/** A strength that its source wrote as a plain quantity. */
function asRatio(strength: unknown): Ratio | undefined {
  const numerator = quantityOf(strength);
  return numerator === undefined ? undefined : { numerator };
}

function ratioFactValue(amount: unknown): FactValue | undefined {
  const ratio = ratioOf(amount) ?? asRatio(amount);
  return ratio === undefined ? undefined : { ratio };
}

function ingredientFact({ item, strength }: Ingredient): Fact[] {
  if (strength === undefined) return fact('ingredient', item && { concept: item });
  return [defined({ name: 'ingredient' as const, value: { ratio: strength }, label: item })];
}

/** "500 mg/tablet", in the source's own words and in no language of ours. */
function plainStrength(strength: Ratio | undefined): string | undefined {
  if (strength?.numerator === undefined) return undefined;
  const above = plainQuantity(strength.numerator);
  const { denominator } = strength;
  if (denominator === undefined) return above;
  const below = plainQuantity(denominator);
  return `${above}/${below.replace(/^1(?:\.0+)? (?=\S)/, '')}`.replace(/\/1$/, '');
}
