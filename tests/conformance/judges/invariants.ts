import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import type { FhirResource } from '../../../shared/fhir/resource.ts';
import type { Constraint } from './definitions.ts';
import type { Finding } from './finding.ts';
import type { Visited } from './walk.ts';

type Model = NonNullable<Parameters<typeof fhirpath.compile>[1]>;
type Test = (value: unknown, environment: Record<string, unknown>) => unknown;

const compiled = new Map<string, Test>();

/** Every invariant of level `error` that the specification attaches to the visited elements, by FHIRPath. */
export function judgeInvariants(
  resource: FhirResource,
  visited: readonly Visited[],
  where: string,
): Finding[] {
  return visited.flatMap((place) =>
    place.value === undefined || place.value === null
      ? []
      : place.constraints
          .filter(isForFhirPath)
          .filter((constraint) => !holds(constraint, place, resource))
          .map((constraint) => ({
            rule: constraint.key,
            where: `${where} ${place.where}`,
            what: constraint.expression ?? '',
          })),
  );
}

/**
 * `ele-1` (no empty element) and `ext-1` (value or extensions) stand on every element: `judgeEmptiness` reads them without an engine.
 * `htmlChecks` (txt-1, txt-2) is no FHIRPath of the language: `judgeNarratives` does it.
 */
function isForFhirPath(constraint: Constraint): boolean {
  return (
    constraint.severity === 'error' &&
    constraint.expression !== undefined &&
    !['ele-1', 'ext-1', 'txt-1', 'txt-2'].includes(constraint.key)
  );
}

function holds(constraint: Constraint, place: Visited, resource: FhirResource): boolean {
  const expression = constraint.expression ?? 'true';
  const key = `${place.base}|${expression}`;
  const test = compiled.get(key) ?? compile(place.base, expression);
  compiled.set(key, test);
  const answer = test(place.value, { resource, rootResource: resource });
  return !Array.isArray(answer) || answer[0] !== false;
}

function compile(base: string, expression: string): Test {
  const model = r4 as Model; // its own model, whose optional members it types too strictly
  return fhirpath.compile({ base, expression }, model, { traceFn: () => undefined });
}
