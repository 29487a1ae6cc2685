import { compartmentTypes, sharedTypes } from './compartment.ts';
import type { House } from './houses.ts';

const types = ['*', 'Patient', ...compartmentTypes, ...sharedTypes];

/** Every scope that this server knows; others are dropped silently, as real servers do. */
export const knownScopes = [
  'openid',
  'fhirUser',
  'offline_access',
  'launch/patient',
  ...types.flatMap((type) => ['rs', 'r', 's', 'read'].map((right) => `patient/${type}.${right}`)),
];

/** The scopes that a server of this kind knows. */
export function scopesOf({ scopes }: House): readonly string[] {
  return knownScopes.filter((scope) => {
    if (scopes === 'version-1') return !/^patient\/.*\.[rs]+$/.test(scope);
    return scopes !== 'each-type' || !scope.startsWith('patient/*');
  });
}

export type Right = 'read' | 'search';

/**
 * Whether the scopes that were granted allow reading or searching a type. A v1 scope (`patient/*.read`) allows both.
 * @see https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html
 */
export function scopesAllow(scopes: string, type: string, right: Right): boolean {
  const letter = right === 'read' ? 'r' : 's';
  return scopes.split(' ').some((scope) => {
    const [, scopeType, rights] = /^patient\/(\*|[A-Za-z]+)\.(read|[rs]+)$/.exec(scope) ?? [];
    if (scopeType !== '*' && scopeType !== type) return false;
    return rights === 'read' || rights?.includes(letter) === true;
  });
}
