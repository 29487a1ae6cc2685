import { absent } from './data-absent.ts';
import type { DocumentEntry } from './summary-input.ts';

/**
 * The statement by which IPS lists a device: that the source records it as the patient's.
 * When it was fitted and whether it is still in use are only said where the Device says so.
 * @see IPS 2.0.0 DeviceUseStatement-uv-ips
 */
export function deviceUseOf(
  device: DocumentEntry,
  options: { readonly id: string; readonly patientUrl: string },
): DocumentEntry {
  const inUse = device.resource['status'] === 'active';
  return {
    fullUrl: `urn:uuid:${options.id}`,
    resource: {
      resourceType: 'DeviceUseStatement',
      id: options.id,
      ...(inUse ? { status: 'active' } : { _status: absent('unknown') }),
      subject: { reference: options.patientUrl },
      _timingDateTime: absent('unknown'),
      device: { reference: device.fullUrl },
    },
  };
}
