import type { Discovery } from '../../shared/ipc/contract.ts';
import { baseUrlFromTyped } from './address.ts';
import { readMetadata } from './metadata.ts';
import { openPatients } from './open-patients.ts';
import { readSmartConfiguration } from './smart-configuration.ts';

/**
 * Finds out what is at an address that a person typed: a FHIR R4 server, its name, and how to get in.
 * @throws server-address-invalid, server-not-fhir, server-other-version, sign-in-not-offered, and network faults
 */
export async function discover(typed: string, signal?: AbortSignal): Promise<Discovery> {
  const { base, capability } = await readMetadata(baseUrlFromTyped(typed), signal);
  const smart = await readSmartConfiguration(base, capability, signal);
  return {
    fhirBaseUrl: base,
    name: capability.name ?? new URL(base).host,
    fhirVersion: capability.fhirVersion ?? '',
    signIn: smart === undefined ? 'open' : 'smart',
    patients: smart === undefined ? await openPatients(base, signal) : [],
  };
}
