import { listOf, objectOf } from '../resource.ts';
import { numberTextOf } from '../json.ts';
import { renamedSystem } from './code-systems.ts';
import type { Draft } from './mapping.ts';

/** Deeper than any record; what lies below stays as it came. */
const deepest = 100;

/** R4's names for the types that were merged into others. */
const resourceTypes: Readonly<Record<string, string>> = {
  MedicationOrder: 'MedicationRequest',
  ProcedureRequest: 'ServiceRequest',
  ReferralRequest: 'ServiceRequest',
  DiagnosticOrder: 'ServiceRequest',
  MedicationUsage: 'MedicationStatement', // in drafts of R5
};

/**
 * The data types as R4 writes them, wherever they stand: HumanName, Timing, Coding systems that HL7 renamed,
 * references to types that R4 calls otherwise. Comments in JSON, which DSTU2 had, are counted as unplaced.
 */
export function dataTypesOfR4(value: unknown, draft: Draft, depth = 0): unknown {
  if (depth > deepest || typeof value !== 'object' || value === null) return value;
  if (numberTextOf(value) !== undefined) return value;
  if (Array.isArray(value)) return value.map((one) => dataTypesOfR4(one, draft, depth + 1));
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, inner]) => {
      if (member === 'fhir_comments') {
        draft.unplaced.push({ path: `${draft.path}.fhir_comments`, kept: 'original' });
        return [];
      }
      return [[member, memberOfR4(member, dataTypesOfR4(inner, draft, depth + 1), draft)]];
    }),
  );
}

function memberOfR4(member: string, value: unknown, draft: Draft): unknown {
  if (member === 'system' && typeof value === 'string') return renamedSystem(value, draft.version);
  if (member === 'reference' && typeof value === 'string') return renamedReference(value);
  if (member === 'family' && Array.isArray(value)) return familyName(value);
  if (member === 'repeat') return repeatOfR4(value);
  if (member === 'size' && draft.version === 'R5') return sizeOfR4(value);
  return value;
}

/** DSTU2 lists the parts of a family name, R4 writes them as one. */
function familyName(parts: readonly unknown[]): unknown {
  return parts.every((part) => typeof part === 'string') ? parts.join(' ') : parts;
}

/** R5 writes how large an attachment is as text, so that it may be larger than JavaScript's numbers. */
function sizeOfR4(value: unknown): unknown {
  return typeof value === 'string' && /^[1-9]\d{0,9}$/.test(value) ? Number(value) : value;
}

/** DSTU2's Timing.repeat: other names for the units, one `when`, bounds as a Quantity. */
function repeatOfR4(value: unknown): unknown {
  const repeat = objectOf(value);
  if (repeat === undefined) return value;
  const names: Readonly<Record<string, string>> = {
    periodUnits: 'periodUnit',
    durationUnits: 'durationUnit',
    boundsQuantity: 'boundsDuration',
  };
  return Object.fromEntries(
    Object.entries(repeat).map(([member, inner]) =>
      member === 'when' ? [member, listOf(inner)] : [names[member] ?? member, inner],
    ),
  );
}

/** Only a reference within the source: an address on a server stays one that can be fetched there. */
function renamedReference(reference: string): string {
  const [, type = '', rest = ''] = /^([A-Z][A-Za-z]+)(\/.+)$/.exec(reference) ?? [];
  return Object.hasOwn(resourceTypes, type) ? `${resourceTypes[type] ?? type}${rest}` : reference;
}
