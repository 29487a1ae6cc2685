import { wordsOf } from '../concept.ts';
import { objectOf, objectsOf, textOf, type FhirResource, type JsonObject } from '../resource.ts';
import type { CdaElement } from './cda-xml.ts';
import { devicesIn } from './devices.ts';
import { isInstrument, isStaying } from './instruments.ts';
import type { StatementPlace } from './statement.ts';

/** What a procedure says of the devices that took part in it. */
export type ProcedureDevices = {
  /** What stays with the patient. */
  readonly kept: readonly FhirResource[];
  /** What the procedure was done with. */
  readonly used: readonly JsonObject[];
  readonly notes: readonly JsonObject[];
};

/** What is taken out leaves nothing behind, and so does what was not done. */
const takingOut = /\b(?:removal|remov(?:e|ed|ing)|explant\w*|extraction|retrieval)\b/i;
const puttingIn = /implant|insert|placement|replace|prosthe|plasty\b|fixation|fitting|grafting/i;
const done = new Set(['completed', 'in-progress', 'unknown']);

/** The devices of a procedure: a scalpel is no implant, and nothing is implanted by what was not done. */
export function procedureDevices(
  activity: CdaElement,
  { code, status }: { readonly code: JsonObject; readonly status: string },
  place: StatementPlace,
): ProcedureDevices {
  const name = wordsOf(code) ?? '';
  const devices = devicesIn(activity, place);
  const leavesNothing = !done.has(status) || takingOut.test(name);
  const stays = (device: FhirResource): boolean => !leavesNothing && isKept(device, name);
  const others = devices.filter((device) => !stays(device));
  const isUsed = (device: FhirResource): boolean =>
    status !== 'not-done' && !(leavesNothing && isStaying(nameOf(device)));
  return {
    kept: devices.filter(stays),
    used: others
      .filter(isUsed)
      .map((device) => objectOf(device['type']))
      .filter((type) => type !== undefined),
    notes: others.flatMap((device) => deviceNotes(device, isUsed(device))),
  };
}

function isKept(device: FhirResource, procedure: string): boolean {
  const name = nameOf(device);
  if (isInstrument(name)) return false;
  const hasUdi = objectsOf(device['udiCarrier']).length > 0;
  return hasUdi || isStaying(name) || puttingIn.test(procedure);
}

function nameOf(device: FhirResource): string {
  return [wordsOf(device['type']), textOf(device['modelNumber'])]
    .filter((one) => one !== undefined)
    .join(' ');
}

/** What a device's name alone does not say: its model and its numbers; and what nobody calls used. */
function deviceNotes(device: FhirResource, isUsed: boolean): JsonObject[] {
  const name = wordsOf(device['type']);
  const model = textOf(device['modelNumber']);
  const numbers = [
    ...objectsOf(device['udiCarrier']).map(({ carrierHRF }) => textOf(carrierHRF)),
    ...objectsOf(device['identifier']).map(({ value }) => textOf(value)),
  ];
  const more = [model === name ? undefined : model, ...numbers].filter((one) => one !== undefined);
  if (isUsed && more.length === 0) return [];
  const label = isUsed ? 'Device used' : 'Device named in the document';
  return [{ text: `${label}: ${[name, ...more].filter((one) => one !== undefined).join(', ')}` }];
}
