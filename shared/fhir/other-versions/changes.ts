import { listOf, objectOf, textOf, type JsonObject } from '../resource.ts';
import { addBeside } from './beside.ts';
import { add, mapPart } from './map-members.ts';
import type { Beside, MemberChange, Draft, Mapping } from './mapping.ts';

/** A code that R4 writes as a CodeableConcept. A code that R4's list lacks stands in the extension. */
export function asConcept(member: string, system: string, codes: string): MemberChange {
  const known = new Set(codes.split(' '));
  return (value, draft) => {
    const code = textOf(value);
    if (code !== undefined && known.has(code)) add(draft, member, { coding: [{ system, code }] });
    else
      addBeside(draft, {
        member,
        value,
        type: objectOf(value) === undefined ? 'Code' : 'CodeableConcept',
      });
  };
}

/** A code that R4 has under another name (`suspended:on-hold`); both names are kept where they differ. Others stay as they are. */
export function asCode(member: string, pairs = ''): MemberChange {
  const names = new Map(
    pairs.split(' ').map((pair) => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
  );
  return (value, draft) => {
    // A status that says "not done" outranks the one written beside it, and has kept that one.
    if (draft.members.has(member)) return;
    const name = names.get(textOf(value) ?? '');
    if (name !== undefined) addBeside(draft, { member, value, type: 'Code' });
    draft.members.set(member, name ?? value);
  };
}

/** Text that R4 writes as an Annotation. */
export function asNote(member = 'note'): MemberChange {
  return (value, draft) => {
    for (const one of listOf(value))
      add(draft, member, [typeof one === 'string' ? { text: one } : one]);
  };
}

/**
 * "Not given", "not done", "not taken": true becomes the status that says so, and the earlier status is kept beside.
 * An entry made in error stays one. False says nothing that the status does not say.
 */
export function asNegatedStatus(member: string, status: string): MemberChange {
  return (value, draft, source) => {
    if (value === false) return;
    if (value !== true || source['status'] === 'entered-in-error') {
      addBeside(draft, { member, value, type: 'Boolean' });
      return;
    }
    const written = source['status'];
    const translated = (draft.members.get('status') ?? written) !== written;
    if (written !== undefined && !translated) {
      addBeside(draft, { member: 'status', value: written, type: 'Code' });
    }
    draft.members.set('status', status);
  };
}

/** The first of a list that R4 has single; the others are kept beside. */
export function asFirst(member: string, type: Beside, from = member): MemberChange {
  return (value, draft) => {
    const [first, ...others] = listOf(value);
    if (first !== undefined) add(draft, member, first);
    if (others.length > 0) addBeside(draft, { member: from, value: others, type });
  };
}

/** A part of a resource with members of its own, single or repeated as it was, or repeated as R4 wants. */
export function asPart(member: string, mapping: Mapping, from = member): MemberChange {
  return (value, draft) => {
    const parts = listOf(value).map((one) => mapPart(one, from, mapping, draft));
    add(draft, member, Array.isArray(value) ? parts : parts[0]);
  };
}

/** The same, as a list. */
export function asParts(member: string, mapping: Mapping, from = member): MemberChange {
  return (value, draft) => {
    add(
      draft,
      member,
      listOf(value).map((one) => mapPart(one, from, mapping, draft)),
    );
  };
}

/** Each value as the one member of a part: a performer as `performer.actor`. */
export function wrapped(member: string, inner: string, more: JsonObject = {}): MemberChange {
  return (value, draft) => {
    add(
      draft,
      member,
      listOf(value).map((one) => ({ ...more, [inner]: one })),
    );
  };
}

/** A reference that R4 keeps for one type only; one to another type has no place. */
export function asReferenceTo(member: string, type: string, from: string): MemberChange {
  return (value, draft) => {
    const reference = textOf(objectOf(value)?.['reference']) ?? '';
    const other = /(?:^|\/)([A-Z][A-Za-z]+)\/[^/]+(?:\/_history\/[^/]+)?$/.exec(reference)?.[1];
    if (other === undefined || other === type) add(draft, member, value);
    else addBeside(draft, { member: from, value, type: 'Reference' });
  };
}

/** STU3's `context`: an Encounter, or an EpisodeOfCare, for which R4 has no place. */
export const contextAsEncounter: MemberChange = asReferenceTo('encounter', 'Encounter', 'context');

/** STU3's requester: the agent; on whose behalf is kept beside it. */
export const agentAsRequester: MemberChange = (value, draft) => {
  const requester = objectOf(value);
  if (requester === undefined || requester['agent'] === undefined) add(draft, 'requester', value);
  else {
    add(
      draft,
      'requester',
      besideReference(
        requester,
        { reference: 'agent', beside: { onBehalfOf: 'Reference' } },
        draft,
      ),
    );
  }
};

/** A part that R4 has shrunk to the reference in it; its other members are kept in extensions of the reference. */
export function asReferences(
  member: string,
  parts: { readonly reference: string; readonly beside: Readonly<Record<string, Beside>> },
): MemberChange {
  return (value, draft) => {
    const inner = { ...draft, path: `${draft.path}.${member}` };
    add(
      draft,
      member,
      listOf(value).map((one) => {
        const part = objectOf(one);
        return part === undefined || part['reference'] !== undefined
          ? one
          : besideReference(part, parts, inner);
      }),
    );
  };
}

function besideReference(
  part: JsonObject,
  parts: { readonly reference: string; readonly beside: Readonly<Record<string, Beside>> },
  draft: Draft,
): unknown {
  const reference = objectOf(part[parts.reference]);
  const members = new Map<string, unknown>(Object.entries(reference ?? {}));
  const inner = { ...draft, members };
  for (const [member, value] of Object.entries(part)) {
    if (member === parts.reference && reference !== undefined) continue;
    addBeside(inner, { member, value, type: parts.beside[member] });
  }
  return Object.fromEntries(members);
}
