import { OperationOutcomeError, validateResource } from '@medplum/core';
import type { FhirResource } from '../../../shared/fhir/resource.ts';
import type { ElementDefinition, StructureDefinition } from './definitions.ts';
import type { Finding } from './finding.ts';

const reduced = new WeakMap<StructureDefinition, StructureDefinition>();

/** What `@medplum/core` says about members, types, cardinalities and its own reading of the invariants. */
export function judgeStructure(
  resource: FhirResource,
  profile: StructureDefinition,
  where: string,
): Finding[] {
  return (
    issuesOf(resource, withoutDeepSlices(profile))
      .filter((issue) => issue.severity === 'error' || issue.severity === 'fatal')
      // Medplum's FHIRPath says no where a date is absent with a reason; `judgeInvariants` reads vs-1 rightly.
      .filter((issue) => issue.details?.text?.startsWith('Constraint vs-1 ') !== true)
      .map((issue) => ({
        rule: 'structure',
        where: `${where} ${issue.expression?.join(' ') ?? ''}`,
        what: issue.details?.text ?? issue.code,
      }))
  );
}

type Issue = {
  readonly severity: string;
  readonly code: string;
  readonly details?: { readonly text?: string };
  readonly expression?: readonly string[];
};

function issuesOf(resource: FhirResource, profile: StructureDefinition): readonly Issue[] {
  try {
    return validateResource(resource, { profile }) as readonly Issue[]; // of a type that Medplum does not bring along
  } catch (thrown) {
    if (!(thrown instanceof OperationOutcomeError)) throw thrown;
    const { issue = [] } = thrown.outcome as { readonly issue?: readonly Issue[] }; // FHIR's OperationOutcome
    return issue;
  }
}

/**
 * Medplum cannot tell slices apart by profile and miscounts slices that hold slices; it would report faults where there are none.
 * Those slicings are taken out; `judgeSections` counts the sections instead.
 */
function withoutDeepSlices(profile: StructureDefinition): StructureDefinition {
  const known = reduced.get(profile);
  if (known !== undefined) return known;
  const all = profile.snapshot.element;
  const deep = all.filter((element) => isDeepSlicing(element, all)).map((element) => element.id);
  const element = all
    .filter((candidate) => !deep.some((id) => candidate.id.startsWith(`${id}:`)))
    .map((candidate) => (deep.includes(candidate.id) ? withoutSlicing(candidate) : candidate));
  const result = { ...profile, snapshot: { element } };
  reduced.set(profile, result);
  return result;
}

function isDeepSlicing(element: ElementDefinition, all: readonly ElementDefinition[]): boolean {
  if (element.slicing === undefined) return false;
  return (
    element.slicing.discriminator?.some((discriminator) => discriminator.type === 'profile') ===
      true || all.some((inner) => inner.id.startsWith(`${element.id}:`) && countSlices(inner) > 1)
  );
}

function countSlices(element: ElementDefinition): number {
  return element.id.split(':').length - 1;
}

function withoutSlicing(element: ElementDefinition): ElementDefinition {
  const entries = Object.entries(element).filter(([name]) => name !== 'slicing');
  return Object.fromEntries(entries) as ElementDefinition; // less one optional member
}
