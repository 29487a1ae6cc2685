import type { Grant } from '../../shared/record/source.ts';
import { typeTitle } from './type-words.ts';
import { localDateTime } from './local-time.ts';

/** What a sign-in allowed, in words a person can act on. */
export type GrantWords = {
  /** What may be read; empty where the service did not say. */
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
  /** How long it lasts. */
  readonly lasts: string;
};

/** The words for the scopes that were granted and refused. @see http://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html */
export function grantWords(grant: Grant): GrantWords {
  const allowed = readable(grant.granted);
  const refused = readable(grant.refused.filter((scope) => !isGranted(scope, grant.granted)));
  const hasSome = allowed.length > 0;
  const wanted = refused.map((words) => (words === everything && hasSome ? everythingElse : words));
  const staysRefused = grant.refused.includes('offline_access') ? [stayingSignedIn] : [];
  return { allowed, refused: [...wanted, ...staysRefused], lasts: lastsWords(grant) };
}

/** Whether something of the record itself was refused: worth a word before the fetching begins. */
export function hasRefusals({ granted, refused }: Grant): boolean {
  return refused.some((scope) => typeOf(scope) !== undefined && !isGranted(scope, granted));
}

const everything = 'Everything in the record';
const everythingElse = 'Everything else';
const stayingSignedIn = 'Staying signed in';
const some = 'in part';

function readable(scopes: readonly string[]): readonly string[] {
  const types = scopes.map(typeOf).filter((type) => type !== undefined);
  if (types.some(({ type, isPart }) => type === '*' && !isPart)) return [everything];
  const words = types.map(({ type, isPart }) => {
    const title = type === '*' ? everything : typeTitle(type);
    return isPart ? `${title}, ${some}` : title;
  });
  return [...new Set(words)];
}

/** The type that a scope lets read; `isPart`: only by id, or only some kinds of it. */
function typeOf(scope: string): { readonly type: string; readonly isPart: boolean } | undefined {
  const [, type, right = '', query] =
    /^patient\/([A-Za-z]+|\*)\.(read|\*|c?r?u?d?s?)(\?.*)?$/.exec(scope) ?? [];
  if (type === undefined || !/[r*]/.test(right)) return undefined;
  const isWhole = right === 'read' || right === '*' || right.includes('s');
  return { type, isPart: !isWhole || query !== undefined };
}

function isGranted(scope: string, granted: readonly string[]): boolean {
  const wanted = typeOf(scope);
  return granted
    .map(typeOf)
    .some((one) => one !== undefined && !one.isPart && one.type === wanted?.type);
}

function lastsWords({ staysSignedIn, accessUntil }: Grant): string {
  if (staysSignedIn) return 'You stay signed in until you disconnect, or the service ends it.';
  if (accessUntil === undefined) return 'You may have to sign in again next time.';
  return `Access ends on ${localDateTime(accessUntil)}. After that, sign in again.`;
}
