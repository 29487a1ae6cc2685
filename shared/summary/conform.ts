import { isLosslessNumber } from 'lossless-json';
import { wordsOf } from '../fhir/concept.ts';
import { plainQuantity, quantityOf } from '../fhir/quantity.ts';
import { listOf, objectOf, type JsonObject } from '../fhir/resource.ts';
import { absent } from './data-absent.ts';
import { dataTypeRules } from './data-type-rules.ts';
import { without } from './members.ts';
import { isPrimitiveType, primitiveOf } from './primitive.ts';
import { rulesOf, type MemberRule, type TypeRules } from './structure.ts';

/** What conforming needs from outside. */
export type Conforming = {
  /** The Reference to write in a document in place of a source's; `undefined` where nothing is left to say. */
  reference(written: JsonObject, rule: MemberRule): JsonObject | undefined;
  /** Told the place of each value that FHIR cannot hold where the source put it. */
  readonly lost: (place: string) => void;
};

type Members = Record<string, unknown>;

/**
 * The members of `object` that FHIR R4 has for `type`, each in a form that FHIR takes; no value changes its meaning.
 * Required members that are missing say so (data-absent-reason). `undefined` where nothing valid was there.
 */
export function conform(
  object: JsonObject,
  type: string,
  conforming: Conforming,
): JsonObject | undefined {
  const rules = rulesOf(type);
  if (rules === undefined) return undefined;
  const result: Members = {};
  const names = new Set(Object.keys(object).map((member) => member.replace(/^_/, '')));
  for (const name of names) {
    const rule = rules.members.get(name);
    if (rule === undefined) {
      if (!ofResource.has(name)) conforming.lost(`${type}.${name}`);
    } else if (rule.choice !== undefined && hasChoice(result, rule.choice, rules)) {
      conforming.lost(`${type}.${name}`);
    } else if (!isLeftBehind(rule)) {
      takeMember(object, rule, { result, type, rules, conforming });
    }
  }
  if (Object.keys(result).length === 0) return undefined;
  addMissing(result, rules);
  return dataTypeRules(type, result, conforming.lost);
}

/** Adds what FHIR or IPS requires of a type and the source did not say, as absent. */
export function addMissing(result: Members, rules: TypeRules): void {
  for (const rule of rules.required) {
    if (rule.choice === undefined ? has(result, rule) : hasChoice(result, rule.choice, rules)) {
      continue;
    }
    // Of a choice, the first alternative stands for all: `performedDateTime`, `medicationCodeableConcept`.
    const filler = isPrimitiveType(rule.type) ? absent('unknown') : absentValue(rule.type);
    result[isPrimitiveType(rule.type) ? `_${rule.name}` : rule.name] = rule.many
      ? [filler]
      : filler;
  }
}

// ips-pat-1 wants a part of the name to be there, absent or not.
function absentValue(type: string): JsonObject {
  return type === 'HumanName' ? { _text: absent('unknown') } : absent('unknown');
}

/** Ids and versions of the source's storage stay behind; `meta` is written anew. */
function isLeftBehind(rule: MemberRule): boolean {
  return rule.name === 'id' || rule.type === 'Meta';
}

/** Members of resources that a document writes anew, or that are no part of FHIR's content. */
const ofResource = new Set(['resourceType', 'text', 'contained', 'fhir_comments']);

function has(result: Members, rule: MemberRule): boolean {
  return result[rule.name] !== undefined || result[`_${rule.name}`] !== undefined;
}

function hasChoice(result: Members, choice: string, rules: TypeRules): boolean {
  return Object.keys(result).some(
    (name) => rules.members.get(name.replace(/^_/, ''))?.choice === choice,
  );
}

type Taking = {
  readonly result: Members;
  readonly type: string;
  readonly rules: TypeRules;
  readonly conforming: Conforming;
};

function takeMember(object: JsonObject, rule: MemberRule, taking: Taking): void {
  const { result, type, rules, conforming } = taking;
  const values = listOf(object[rule.name]);
  const extensions = listOf(object[`_${rule.name}`]);
  if (values.length === 0 && extensions.length === 0) return;
  const place = `${type}.${rule.name}`;
  if (!rule.many && values.length > 1) conforming.lost(place);
  if (isPrimitiveType(rule.type)) {
    takePrimitives({ values, extensions, rule, place }, result, conforming);
    return;
  }
  const items = values
    .slice(0, rule.many ? undefined : 1)
    .map((value) => takeComplex(value, { rule, place, conforming }))
    .filter((item) => item !== undefined);
  if (items.length > 0) result[rule.name] = rule.many ? items : items[0];
  else if (rule.type === 'Age') keepAgeAsWords(values[0], rule, { result, rules });
}

function takeComplex(
  value: unknown,
  context: { rule: MemberRule; place: string; conforming: Conforming },
): JsonObject | undefined {
  const { rule, place, conforming } = context;
  const object = isLosslessNumber(value) ? undefined : objectOf(value);
  const taken = object && conform(object, rule.type, conforming);
  if (taken === undefined) {
    // What holds nothing loses nothing.
    if (object === undefined || Object.keys(object).length > 0) conforming.lost(place);
    return rule.name === 'modifierExtension' ? unreadableModifier : undefined;
  }
  if (rule.type === 'Reference') return conforming.reference(taken, rule);
  return rule.codes === undefined ? taken : withRequiredCode(taken, rule.codes, place, conforming);
}

/** An extension that changes the meaning and that we cannot carry over: that there was one must not be lost. */
const unreadableModifier: JsonObject = {
  url: 'urn:patient-held-record:unreadable-modifier',
  _valueString: absent('error'),
};

/** A concept whose value set is required: without a code from it the words stay, and the code is said to be absent. */
function withRequiredCode(
  concept: JsonObject,
  codes: ReadonlySet<string>,
  place: string,
  conforming: Conforming,
): JsonObject {
  const codings = concept['coding'] === undefined ? [concept] : listOf(concept['coding']);
  if (codings.some((coding) => codes.has(String(objectOf(coding)?.['code'])))) return concept;
  conforming.lost(place);
  // What the codes were called is still read.
  const text = concept['coding'] === undefined ? undefined : wordsOf(concept);
  return {
    ...without(concept, 'coding'),
    ...(text === undefined ? {} : { text }),
    ...absent('error'),
  };
}

/** FHIR wants a UCUM code with an age; "45 years" without one stays as words where the choice has room for words. */
function keepAgeAsWords(
  value: unknown,
  rule: MemberRule,
  { result, rules }: { result: Members; rules: TypeRules },
): void {
  const words = rules.members.get(`${rule.choice ?? ''}String`);
  const quantity = quantityOf(value);
  if (words !== undefined && quantity !== undefined) result[words.name] = plainQuantity(quantity);
}

type Primitives = {
  readonly values: readonly unknown[];
  readonly extensions: readonly unknown[];
  readonly rule: MemberRule;
  readonly place: string;
};

function takePrimitives(written: Primitives, result: Members, conforming: Conforming): void {
  const { values, extensions, rule, place } = written;
  const count = rule.many ? Math.max(values.length, extensions.length) : 1;
  const pairs = Array.from({ length: count }, (_, at) => {
    const value = primitiveOf(rule.type, values[at]);
    const allowed = rule.codes === undefined || rule.codes.has(String(value));
    if (values[at] !== undefined && values[at] !== null && (value === undefined || !allowed)) {
      conforming.lost(place);
    }
    const written = objectOf(extensions[at]);
    const extension = written && conform(written, 'Element', conforming);
    return { value: allowed ? value : undefined, extension };
  }).filter(({ value, extension }) => value !== undefined || extension !== undefined);
  if (pairs.some(({ value }) => value !== undefined)) {
    result[rule.name] = rule.many ? pairs.map(({ value }) => value ?? null) : pairs[0]?.value;
  }
  if (pairs.some(({ extension }) => extension !== undefined)) {
    const list = pairs.map(({ extension }) => extension ?? null);
    result[`_${rule.name}`] = rule.many ? list : list[0];
  }
}
