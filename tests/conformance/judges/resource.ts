import type { FhirResource } from '../../../shared/fhir/resource.ts';
import { judgeBindings } from './bindings.ts';
import { definitions } from './definitions.ts';
import { judgeEmptiness } from './emptiness.ts';
import type { Finding } from './finding.ts';
import { judgeInvariants } from './invariants.ts';
import { judgeStructure } from './structure.ts';
import { walk, type Visited } from './walk.ts';

/** The engine gives up on `dom-3` where there are contained resources, and on `resolve()`: nothing is said then. */
function invariantsOf(resource: FhirResource, visited: readonly Visited[]): Finding[] {
  try {
    return judgeInvariants(resource, visited, '');
  } catch {
    return [];
  }
}

/** What R4 says against a resource: its structure, its invariants, its required codes; one line each. */
export function judgeResource(resource: FhirResource): string[] {
  const definition = definitions().base.get(resource.resourceType);
  if (definition === undefined) return [`${resource.resourceType} is no type of R4`];
  const visited = walk(resource, definition);
  const findings = [
    ...judgeStructure(resource, definition, ''),
    ...invariantsOf(resource, visited),
    ...judgeBindings(visited, ''),
    ...judgeEmptiness(resource, ''),
  ];
  return findings.map(
    ({ rule, where, what }) => `${rule} ${where.trim().replace(/\[\d+\]/g, '')} ${what}`,
  );
}
