import type { SmartConfiguration } from './smart-configuration.ts';

const session = ['openid', 'fhirUser', 'launch/patient', 'offline_access'];

/**
 * The scopes to ask for: who signed in, which patient, a refresh token, and reading everything.
 * Version 2 of the resource scopes (`.rs`) where the server knows it, else version 1 (`.read`).
 * Where a server lists what it supports without the wildcard, each type that it lists.
 * @see http://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html
 */
export function scopesToAsk({
  scopesSupported,
  capabilities,
}: Pick<SmartConfiguration, 'scopesSupported' | 'capabilities'>): readonly string[] {
  const supported = new Set(scopesSupported);
  const known = (scope: string): boolean => supported.size === 0 || supported.has(scope);
  const sessionScopes = session.filter((scope) => scope === 'launch/patient' || known(scope));
  return [...sessionScopes, ...resourceScopes(scopesSupported, capabilities)];
}

/**
 * What to ask for, one after the other, of a server that answers `invalid_scope`: as above, then version 1, then single
 * types in both versions.
 * @param types what the server says that it has; where it says nothing, the commonest
 */
export function scopeChoices(
  configuration: Pick<SmartConfiguration, 'scopesSupported' | 'capabilities'>,
  types: readonly string[],
): readonly (readonly string[])[] {
  const asked = scopesToAsk(configuration);
  const sessionScopes = asked.filter((scope) => !scope.startsWith('patient/'));
  const single =
    types.length === 0 ? commonTypes : commonTypes.filter((one) => types.includes(one));
  const choices = [
    asked,
    [...sessionScopes, 'patient/*.read'],
    [...sessionScopes, ...single.map((type) => `patient/${type}.read`)],
    [...sessionScopes, ...single.map((type) => `patient/${type}.rs`)],
  ];
  const written = choices.map((scopes) => scopes.join(' '));
  return choices.filter((_, at) => written.indexOf(written[at] ?? '') === at);
}

/** What a patient's record is made of nearly everywhere: few enough to stand in an address. */
const commonTypes = [
  'Patient',
  'AllergyIntolerance',
  'Binary',
  'CarePlan',
  'CareTeam',
  'Condition',
  'Device',
  'DiagnosticReport',
  'DocumentReference',
  'Encounter',
  'Goal',
  'Immunization',
  'Location',
  'Medication',
  'MedicationRequest',
  'MedicationStatement',
  'Observation',
  'Organization',
  'Practitioner',
  'Procedure',
  'Provenance',
  'ServiceRequest',
];

function resourceScopes(
  supported: readonly string[],
  capabilities: readonly string[],
): readonly string[] {
  const version2 = supported.filter((scope) => /^patient\/[A-Za-z*]+\.c?ru?d?s$/.test(scope));
  const version1 = supported.filter((scope) => /^patient\/[A-Za-z*]+\.(read|\*)$/.test(scope));
  const speaksVersion2 = capabilities.includes('permission-v2') || version2.length > 0;
  if (speaksVersion2 || (version1.length === 0 && !capabilities.includes('permission-v1'))) {
    return readScopes(version2, 'rs');
  }
  return readScopes(version1, 'read');
}

/** `patient/*.rs` where offered or nothing is listed, else one scope for each type listed. */
function readScopes(offered: readonly string[], permission: 'rs' | 'read'): readonly string[] {
  const types = new Set(offered.map((scope) => scope.slice('patient/'.length).split('.')[0] ?? ''));
  const asked = types.size === 0 || types.has('*') ? ['*'] : [...types];
  return asked.map((type) => `patient/${type}.${permission}`);
}

/** What was asked for and not granted. A server that answers no scopes granted what was asked. @see RFC 6749 section 5.1 */
export function refusedScopes(
  asked: readonly string[],
  granted: readonly string[],
): readonly string[] {
  const given = new Set(granted.map(asVersion2));
  return asked.filter((scope) => !given.has(asVersion2(scope)));
}

/** A permission to read in one spelling, because servers answer in either version. */
function asVersion2(scope: string): string {
  return scope.replace(/^(patient\/[A-Za-z*]+)\.(read|\*|c?ru?d?s)$/, '$1.rs');
}
