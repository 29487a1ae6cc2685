import type { JsonObject } from '../../../shared/fhir/resource.ts';
import { definitions } from './definitions.ts';
import type { Finding } from './finding.ts';
import { judgeInvariants } from './invariants.ts';
import { judgeStructure } from './structure.ts';
import { walk } from './walk.ts';

/** The Bundle itself against Bundle-uv-ips; its resources are judged one by one elsewhere. */
export function judgeBundle(bundle: JsonObject): Finding[] {
  const profile = definitions().profiles.get(
    'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips',
  );
  if (profile === undefined) return [{ rule: 'bundle', where: '', what: 'no IPS definitions' }];
  const resource = { ...bundle, resourceType: 'Bundle' };
  return [
    ...judgeStructure(resource, profile, 'Bundle'),
    ...judgeInvariants(resource, walk(resource, profile), 'Bundle'),
  ];
}
