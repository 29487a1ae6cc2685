import { wordsOf } from '../concept.ts';
import { objectOf, type JsonObject } from '../resource.ts';
import { cdaPeriodOf } from './cda-time.ts';
import { cdaConceptOf, namingConceptOf } from './cda-code.ts';
import { cdaQuantityOf, cdaRangeOf, writtenValue } from './cda-value.ts';
import {
  attributeOf,
  childAt,
  childrenOf,
  statementsIn,
  statementsWith,
  type CdaElement,
} from './cda-xml.ts';
import { namesOf } from './known-none.ts';
import { present, type StatementPlace } from './statement.ts';
import { spanOf, timingOf } from './timing.ts';

export const freeTextSig = '2.16.840.1.113883.10.20.22.4.147';
export const instruction = '2.16.840.1.113883.10.20.22.4.20';

/**
 * How a medicine is taken: its words, and in parts what FHIR can say. A timing or an amount that FHIR has no parts for is put
 * in words, so that no half of it is read as all.
 */
export function dosageOf(activity: CdaElement, place: StatementPlace): JsonObject[] {
  const steps = stepsOf(activity);
  if (steps.length === 0) return ownDosageOf(activity, place);
  const own = ownDosageOf(activity, place);
  const all = steps.flatMap((step) => ownDosageOf(step, place).map((one) => withDays(one, step)));
  return [...own, ...all.map((one, at) => ({ ...one, sequence: own.length + at + 1 }))];
}

/** The steps of a dose that changes, in their order: activities of the same medicine inside this one. */
function stepsOf(activity: CdaElement): CdaElement[] {
  const order = (relation: CdaElement): number =>
    Number(attributeOf(childAt(relation, 'sequenceNumber'), 'value') ?? Infinity);
  return childrenOf(activity, 'entryRelationship')
    .filter((one) => attributeOf(one, 'typeCode') === 'COMP')
    .toSorted((a, b) => order(a) - order(b) || 0)
    .flatMap(statementsIn)
    .filter((one) => one.name === 'substanceAdministration' && isSameMedicine(one, activity));
}

function isSameMedicine(step: CdaElement, activity: CdaElement): boolean {
  const codeOf = (one: CdaElement): string | undefined => {
    const product = childAt(one, 'consumable', 'manufacturedProduct');
    return attributeOf(childAt(product, 'manufacturedMaterial', 'code'), 'code');
  };
  const own = codeOf(step);
  return own === undefined || own === codeOf(activity);
}

/** From when to when a step is taken, where it says so by days. */
function withDays(dosage: JsonObject, step: CdaElement): JsonObject {
  const boundsPeriod = cdaPeriodOf(spanOf(step));
  const timing = objectOf(dosage['timing']);
  const repeat = objectOf(timing?.['repeat']);
  if (boundsPeriod === undefined || repeat?.['boundsDuration'] !== undefined) return dosage;
  return { ...dosage, timing: { ...timing, repeat: { ...repeat, boundsPeriod } } };
}

function ownDosageOf(activity: CdaElement, place: StatementPlace): JsonObject[] {
  const { narrative } = place;
  const [sig] = statementsWith(activity, freeTextSig);
  const text =
    doseWords(childAt(sig, 'text'), activity, place) ??
    doseWords(childAt(activity, 'text'), activity, place);
  const dose = amountOf('dose', activity);
  const rate = amountOf('rate', activity);
  const limits = childrenOf(activity, 'maxDoseQuantity');
  const [limit] = limits.flatMap((one) => ratioOf(one) ?? []);
  const isWholeLimit = limits.length === (limit === undefined ? 0 : 1);
  const sites = childrenOf(activity, 'approachSiteCode').flatMap(
    (one) => cdaConceptOf(one, narrative) ?? [],
  );
  const inWords = [
    ...dose.words,
    ...rate.words,
    ...(isWholeLimit ? [] : limits.flatMap((one) => ratioWords(one) ?? [])),
    ...sites.slice(1).flatMap((site) => wordsOf(site) ?? []),
  ];
  const dosage = present({
    text,
    additionalInstruction: inWords.map((words) => ({ text: words })),
    patientInstruction: instructionsOf(activity, place),
    timing: timingOf(activity),
    ...asNeeded(activity, place),
    site: sites[0],
    route: cdaConceptOf(childAt(activity, 'routeCode'), narrative),
    doseAndRate: present({ ...dose.members, ...rate.members }),
    maxDosePerPeriod: isWholeLimit ? limit : undefined,
  });
  const { doseAndRate, ...rest } = dosage;
  const amounts =
    Object.keys(objectOf(doseAndRate) ?? {}).length === 0 ? {} : { doseAndRate: [doseAndRate] };
  const whole = { ...rest, ...amounts };
  return Object.keys(whole).length === 0 ? [] : [whole];
}

/** The words for a dose: a whole row says more than that, and the name of the medicine says nothing of it. */
function doseWords(
  text: CdaElement | undefined,
  activity: CdaElement,
  { narrative }: StatementPlace,
): string | undefined {
  const words = narrative.cell(text);
  const material = childAt(activity, 'consumable', 'manufacturedProduct', 'manufacturedMaterial');
  const code = childAt(material, 'code');
  const translations = childrenOf(code, 'translation');
  const names = [
    narrative.of(childAt(material, 'name')),
    ...[code, ...translations].flatMap((one) => namesOf(one, narrative)),
  ];
  const isName = names.some((name) => name?.toLowerCase() === words?.toLowerCase());
  return isName ? undefined : words;
}

function instructionsOf(activity: CdaElement, { narrative }: StatementPlace): string | undefined {
  const words = statementsWith(activity, instruction).flatMap(
    (one) => narrative.cell(childAt(one, 'text')) ?? [],
  );
  return words.length === 0 ? undefined : words.join('; ');
}

type Amount = { readonly members: JsonObject; readonly words: readonly string[] };

/** A dose or a rate. Its unit may stand beside it: "1", and in what it is counted. */
function amountOf(name: 'dose' | 'rate', activity: CdaElement): Amount {
  const element = childAt(activity, `${name}Quantity`);
  const counted =
    name === 'dose'
      ? attributeOf(childAt(activity, 'administrationUnitCode'), 'displayName')
      : undefined;
  const quantity = cdaQuantityOf(element);
  if (quantity !== undefined) {
    const unit = quantity['unit'] === undefined && counted !== undefined ? { unit: counted } : {};
    const more =
      quantity['unit'] !== undefined && counted !== undefined ? [`Counted in: ${counted}`] : [];
    return { members: { [`${name}Quantity`]: { ...quantity, ...unit } }, words: more };
  }
  const range = cdaRangeOf(element);
  const isClosed = [childAt(element, 'low'), childAt(element, 'high')].every(
    (end) => attributeOf(end, 'inclusive') !== 'false',
  );
  if (range !== undefined && isClosed && counted === undefined)
    return { members: { [`${name}Range`]: range }, words: [] };
  const written = writtenValue(element);
  const words = [written, counted].filter((one) => one !== undefined).join(' ');
  const label = name === 'dose' ? 'Dose' : 'Rate';
  return { members: {}, words: words === '' ? [] : [`${label} as written: ${words}`] };
}

function ratioOf(element: CdaElement): JsonObject | undefined {
  const numerator = cdaQuantityOf(childAt(element, 'numerator'));
  const denominator = cdaQuantityOf(childAt(element, 'denominator'));
  return numerator === undefined || denominator === undefined
    ? undefined
    : { numerator, denominator };
}

function ratioWords(element: CdaElement): string | undefined {
  const [numerator, denominator] = ['numerator', 'denominator'].map((part) =>
    writtenValue(childAt(element, part)),
  );
  if (numerator === undefined) return undefined;
  return `At most ${numerator}${denominator === undefined ? '' : ` in ${denominator}`}`;
}

/** A precondition makes it a medicine for when it is needed, and says for what. */
function asNeeded(activity: CdaElement, { narrative }: StatementPlace): JsonObject {
  const criteria = childrenOf(activity, 'precondition').flatMap((one) =>
    childrenOf(one, 'criterion'),
  );
  if (criteria.length === 0) return {};
  const reasons = criteria.flatMap((criterion) => {
    const words = narrative.cell(childAt(criterion, 'text'));
    return (
      namingConceptOf(childAt(criterion, 'value'), narrative) ??
      namingConceptOf(childAt(criterion, 'code'), narrative) ??
      (words === undefined ? [] : [{ text: words }])
    );
  });
  const [reason, another] = reasons;
  if (reason === undefined) return { asNeededBoolean: true };
  return {
    asNeededCodeableConcept:
      another === undefined
        ? reason
        : { text: reasons.flatMap((one) => wordsOf(one) ?? []).join('; ') },
  };
}
