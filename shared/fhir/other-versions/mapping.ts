import type { JsonObject } from '../resource.ts';
import type { FhirVersion } from '../version.ts';

/** The versions that are mapped to R4. */
export type OtherVersion = Exclude<FhirVersion, 'R4'>;

/**
 * A member of the other version for which R4 has no place. `kept` says where it stands now: in the extension that HL7 gives
 * it for this purpose, or only in the original. `path` is of the other version: `Condition.abatementBoolean`.
 * @see https://hl7.org/fhir/R4/versions.html#extensions
 */
export type Unplaced = { readonly path: string; readonly kept: 'extension' | 'original' };

/** What is being filled while a resource, or a part of one, is mapped. */
export type Draft = {
  readonly version: OtherVersion;
  /** The path of the other version: `MedicationRequest.dispenseRequest`. */
  readonly path: string;
  /** The members of R4 so far. */
  readonly members: Map<string, unknown>;
  readonly unplaced: Unplaced[];
};

/** The data type of a member without a place in R4 (`Boolean`, `CodeableConcept`), or those of the parts that it has. */
export type Beside = string | { readonly [member: string]: Beside };

/** Puts one member of the other version where R4 wants it. */
export type MemberChange = (value: unknown, draft: Draft, source: JsonObject) => void;

/**
 * How one resource type (or part of one) of another version becomes R4: every member of that version's definition stands in
 * exactly one of these, but for `id`, `meta`, `text`, `extension` and the like, which all have.
 */
export type Mapping = {
  /** R4's name of the resource type, where it is another. */
  readonly resourceType?: string;
  /** Members that R4 has too, under the same name and of the same kind; parted by spaces. */
  readonly same: string;
  /** Members that R4 calls otherwise. */
  readonly renamed?: Readonly<Record<string, string>>;
  /** Members that are single here and a list in R4, with R4's name. */
  readonly listed?: Readonly<Record<string, string>>;
  /** Members that take more than a new name. */
  readonly changed?: Readonly<Record<string, MemberChange>>;
  /** Members that R4 has no place for. */
  readonly beside?: Readonly<Record<string, Beside>>;
  /** What the other type says by being what it is: a MedicationOrder is an order. */
  readonly says?: JsonObject;
};

/** The mappings of a resource type by version. */
export type Mappings = Readonly<Partial<Record<OtherVersion, Mapping>>>;
