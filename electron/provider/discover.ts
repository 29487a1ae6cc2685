import { AppError } from '../../shared/base/error.ts';
import type { Discovery } from '../../shared/ipc/provider.ts';
import { baseUrlFromTyped } from './address.ts';
import { readMetadata } from './metadata.ts';
import { openPatients } from './open-patients.ts';
import { needsSecret, readSmartConfiguration } from './smart-configuration.ts';

/**
 * Finds out what is at an address that a person typed: a FHIR server, its name, and how to get in.
 * @throws server-address-invalid, server-not-fhir, server-web-page, server-other-version, server-not-encrypted,
 * unsafe-address, and network faults
 */
export async function discover(typed: string, signal?: AbortSignal): Promise<Discovery> {
  const { base, capability } = await readMetadata(baseUrlFromTyped(typed), signal);
  const smart = await readSmartConfiguration(base, capability, signal).catch(unsafeOnly);
  const found = {
    fhirBaseUrl: base,
    name: capability.name ?? new URL(base).host,
    fhirVersion: capability.fhirVersion ?? '',
  };
  if (smart !== undefined && !(smart instanceof AppError)) {
    const registers = smart.server.registration_endpoint !== undefined;
    return {
      ...found,
      signIn: 'smart',
      registration: registers ? 'offered' : 'by-hand',
      needsSecret: needsSecret(smart),
      patients: [],
    };
  }
  const patients = await openPatients(base, signal);
  const isOpen = patients !== 'sign-in-wanted';
  // Where nobody has to sign in, an unsafe place to do so is never needed.
  if (!isOpen && smart !== undefined) throw smart;
  return {
    ...found,
    signIn: isOpen ? 'open' : 'unnamed',
    registration: 'by-hand',
    needsSecret: false,
    patients: isOpen ? patients : [],
  };
}

/** A fault that does not matter where no sign-in is wanted. */
function unsafeOnly(thrown: unknown): AppError {
  if (thrown instanceof AppError && thrown.code === 'unsafe-address') return thrown;
  throw thrown;
}
