import { codingsOf, wordsOf } from '../../concept.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { add } from '../map-members.ts';
import type { Beside, MemberChange, Draft } from '../mapping.ts';

/** R5's CodeableReference: a concept, a reference, or both. @see https://hl7.org/fhir/R5/references.html#codeablereference */
export const codeableReference: Beside = { concept: 'CodeableConcept', reference: 'Reference' };

/** Concepts and references, for which R4 has a list each. */
export function asReasons(concepts = 'reasonCode', references = 'reasonReference'): MemberChange {
  return (value, draft) => {
    addEach(draft, concepts, partsOf(value, 'concept'));
    addEach(draft, references, partsOf(value, 'reference'));
    keepUnread(value, draft, concepts);
  };
}

/** A medicine, which R4 has as one or the other; where both are told, the name is what can be read. */
export const medication: MemberChange = (value, draft) => {
  const { concept, reference } = objectOf(value) ?? {};
  if (concept !== undefined) add(draft, 'medicationCodeableConcept', concept);
  else if (reference !== undefined) add(draft, 'medicationReference', reference);
  if (concept === undefined ? reference === undefined : reference !== undefined)
    addBeside(draft, { member: 'medication', value, type: codeableReference });
};

/** For what R4 has as references only: a concept becomes the words of one, and is kept whole beside. */
export function asReferencesOrWords(member: string, from = member): MemberChange {
  return (value, draft) => {
    addEach(draft, member, referencesOrWords(value));
    const concepts = objectsOf(value).filter((one) => one['concept'] !== undefined);
    if (concepts.length > 0)
      addBeside(draft, { member: from, value: concepts, type: codeableReference });
    keepUnread(value, draft, from);
  };
}

/** The same, for what R4 has once. */
export function asReferenceOrWords(member: string, from = member): MemberChange {
  return (value, draft) => {
    const [first] = referencesOrWords(value);
    if (first !== undefined) add(draft, member, first);
    if (first === undefined || objectOf(value)?.['concept'] !== undefined)
      addBeside(draft, { member: from, value, type: codeableReference });
  };
}

function referencesOrWords(value: unknown): JsonObject[] {
  return objectsOf(value).flatMap((one): JsonObject[] => {
    const display = wordsOf(one['concept']);
    const reference = objectOf(one['reference']);
    if (reference !== undefined)
      return [display === undefined ? reference : { display, ...reference }];
    return display === undefined ? [] : [{ display }];
  });
}

/** For what R4 has as concepts only: references are kept beside. */
export function asConcepts(member: string, from = member): MemberChange {
  return (value, draft) => {
    addEach(draft, member, partsOf(value, 'concept'));
    const references = objectsOf(value).filter((one) => one['reference'] !== undefined);
    if (references.length > 0)
      addBeside(draft, { member: from, value: references, type: codeableReference });
    keepUnread(value, draft, from);
  };
}

/** The same, for what R4 has once: the first; the others are kept beside. */
export function asConceptOnce(member: string, from = member): MemberChange {
  return (value, draft) => {
    const [first, ...others] = partsOf(value, 'concept');
    if (first !== undefined) add(draft, member, first);
    const hasMore = others.length > 0 || partsOf(value, 'reference').length > 0;
    if (hasMore || first === undefined)
      addBeside(draft, { member: from, value, type: codeableReference });
  };
}

function partsOf(value: unknown, part: 'concept' | 'reference'): unknown[] {
  return objectsOf(value).flatMap((one) => listOf(one[part]));
}

function addEach(draft: Draft, member: string, values: readonly unknown[]): void {
  if (values.length > 0) add(draft, member, values);
}

/** What is neither a concept nor a reference stands in the original, and that is said. */
function keepUnread(value: unknown, draft: Draft, member: string): void {
  const isRead = listOf(value).every((one) => {
    const object = objectOf(one);
    return (
      object !== undefined &&
      Object.keys(object).every((name) => name === 'concept' || name === 'reference')
    );
  });
  if (!isRead) addBeside(draft, { member, value, type: '' });
}

/** A status that R4 knows, or calls otherwise (`ended:completed`); of any other, the extension tells. */
export function asStatus(member: string, known: string, pairs = ''): MemberChange {
  const codes = new Set(known.split(' '));
  const names = new Map(
    [...pairs.matchAll(/(\S+):(\S+)/g)].map(([, theirs = '', ours = '']) => [theirs, ours]),
  );
  return (value, draft) => {
    const code = textOf(value) ?? '';
    const name = codes.has(code) ? code : names.get(code);
    if (name !== undefined) add(draft, member, name);
    if (name !== code) addBeside(draft, { member, value, type: 'Code' });
  };
}

/** A concept of which R4 takes certain codes only. */
export function asKnownConcept(member: string, known: string): MemberChange {
  const codes = new Set(known.split(' '));
  return (value, draft) => {
    const isKnown = codingsOf(value).some(({ code = '' }) => codes.has(code));
    if (isKnown) add(draft, member, value);
    else addBeside(draft, { member, value, type: 'CodeableConcept' });
  };
}

/** R5's participants with a function, of which R4 has members of their own: who recorded it, who asserted it. */
export const participants: MemberChange = (value, draft) => {
  const members: Readonly<Record<string, string>> = {
    author: 'recorder',
    enterer: 'recorder',
    transcriber: 'recorder',
    informant: 'asserter',
    verifier: 'asserter',
    attester: 'asserter',
  };
  for (const one of listOf(value)) {
    const part = objectOf(one);
    const code = codingsOf(part?.['function'])[0]?.code ?? '';
    const member = members[code];
    const isFree = member !== undefined && !draft.members.has(member);
    if (isFree && part?.['actor'] !== undefined) add(draft, member, part['actor']);
    addBeside(draft, {
      member: 'participant',
      value: one,
      type: { function: 'CodeableConcept', actor: 'Reference' },
    });
  }
};

/** A number that R5 writes as text, where it is one. */
export function asNumberOrString(member: string): MemberChange {
  return (value, draft) => {
    const number = Number(textOf(value));
    if (Number.isInteger(number) && number > 0) add(draft, `${member}PositiveInt`, number);
    else if (typeof value === 'string') add(draft, `${member}String`, value);
    else addBeside(draft, { member, value, type: 'String' });
  };
}

/** A choice that R5 calls "occurrence" and R4 "performed" or "effective", and the kinds that R4 lacks. */
export function renamedChoice(from: string, to: string, kinds: string): Record<string, string> {
  return Object.fromEntries(kinds.split(' ').map((kind) => [`${from}${kind}`, `${to}${kind}`]));
}
