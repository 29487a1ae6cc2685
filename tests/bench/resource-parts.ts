import type { Random } from './random.ts';
import { organisations } from './vocabulary.ts';

export type Resource = { readonly resourceType: string; readonly [member: string]: unknown };

/** One resource to be made: its number, the chance it is made with, and the date it bears. */
export type Draft = { readonly number: number; readonly random: Random; readonly day: string };
export type Maker = (draft: Draft) => Resource;

export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';
export const patientId = 'bench-patient';
export const subject = { reference: `Patient/${patientId}`, display: 'Wren Bench' };

/** What every entry carries, whatever it says: about a third of its bytes. */
export function base(resourceType: string, { number, random, day }: Draft, says: string): Resource {
  const id = `${resourceType.toLowerCase()}-${String(number)}`;
  return {
    resourceType,
    id,
    meta: {
      versionId: String(random.whole(1, 4)),
      lastUpdated: `${day}T11:20:00.000+00:00`,
      profile: [`https://bench.example/StructureDefinition/Bench-${resourceType}`],
    },
    text: {
      status: 'generated',
      div: `<div xmlns="http://www.w3.org/1999/xhtml"><p><b>${says}</b></p><p>Recorded on ${day} for Wren Bench, born 12 April 1961.</p></div>`,
    },
    identifier: [{ system: 'https://bench.example/identifiers', value: `${id}-${hexOf(random)}` }],
  };
}

function hexOf(random: Random): string {
  return Array.from({ length: 4 }, () => random.whole(0, 65535).toString(16)).join('-');
}

/** A CodeableConcept as a hospital writes it: the terminology's code, its own, and the words. */
export function concept(system: string, { code, display }: { code: string; display: string }) {
  return {
    coding: [
      { system, code, display },
      { system: 'https://bench.example/codes', code: `L${code}`, display: `${display} (local)` },
    ],
    text: display,
  };
}

/** A reference to one of the organisations, which the patient's own searches do not bring. */
export function atOrganisation(random: Random) {
  const number = random.whole(0, organisations.length - 1);
  return { reference: `Organization/org-${String(number)}` };
}

/** The visit that an entry was made at: eight entries share one. */
export function visitOf({ number }: Draft) {
  return { reference: `Encounter/encounter-${String(Math.floor(number / 8))}` };
}
