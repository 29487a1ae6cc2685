import { own } from '../../base/own.ts';
import { defined } from '../../base/defined.ts';
import type { Coding } from '../concept.ts';
import type { JsonObject } from '../resource.ts';
import { attributeOf, childAt, childrenOf, type CdaElement } from './cda-xml.ts';
import { saysOnlyKind } from './kind-codes.ts';
import type { NarrativeText } from './narrative.ts';

/** Code systems by their OID, where FHIR knows them by an address. @see https://terminology.hl7.org/identifiers.html */
const systems: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': 'http://loinc.org',
  '2.16.840.1.113883.6.96': 'http://snomed.info/sct',
  '2.16.840.1.113883.6.88': 'http://www.nlm.nih.gov/research/umls/rxnorm',
  '2.16.840.1.113883.6.69': 'http://hl7.org/fhir/sid/ndc',
  '2.16.840.1.113883.12.292': 'http://hl7.org/fhir/sid/cvx',
  '2.16.840.1.113883.6.59': 'http://hl7.org/fhir/sid/cvx',
  '2.16.840.1.113883.6.12': 'http://www.ama-assn.org/go/cpt',
  '2.16.840.1.113883.6.3': 'http://hl7.org/fhir/sid/icd-10',
  '2.16.840.1.113883.6.90': 'http://hl7.org/fhir/sid/icd-10-cm',
  '2.16.840.1.113883.6.4': 'http://www.cms.gov/Medicare/Coding/ICD10',
  '2.16.840.1.113883.6.103': 'http://hl7.org/fhir/sid/icd-9-cm',
  '2.16.840.1.113883.6.104': 'http://hl7.org/fhir/sid/icd-9-cm',
  '2.16.840.1.113883.4.9': 'http://fdasis.nlm.nih.gov',
  '2.16.840.1.113883.3.26.1.1': 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
  '2.16.840.1.113883.6.8': 'http://unitsofmeasure.org',
  '2.16.840.1.113883.6.101': 'http://nucc.org/provider-taxonomy',
  '2.16.840.1.113883.5.4': 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  '2.16.840.1.113883.5.83': 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
  '2.16.840.1.113883.5.8': 'http://terminology.hl7.org/CodeSystem/v3-ActReason',
  '2.16.840.1.113883.5.111': 'http://terminology.hl7.org/CodeSystem/v3-RoleCode',
  '2.16.840.1.113883.5.112': 'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration',
};

export const snomed = 'http://snomed.info/sct';

/**
 * What a table has for a code of one of these systems. The same letters in another system mean something else, and a code
 * that names none may be of any.
 */
export function codeIn<T>(
  element: CdaElement | undefined,
  table: ReadonlyMap<string, T>,
  ...systemOids: readonly string[]
): T | undefined {
  const isTheirs = systemOids.includes(attributeOf(element, 'codeSystem') ?? '');
  return isTheirs ? table.get(attributeOf(element, 'code') ?? '') : undefined;
}

/**
 * A coded value as FHIR's CodeableConcept: its code, its translations, and the words of the document itself.
 * @returns `undefined` where it says nothing
 * @see HL7 V3 Data Types, CD
 */
export function cdaConceptOf(
  element: CdaElement | undefined,
  narrative: NarrativeText,
): JsonObject | undefined {
  return element === undefined ? undefined : conceptOfCodes(element, codesIn(element), narrative);
}

/**
 * The same for what has to name something: a code that says only of what kind a statement is, is none.
 * @returns `undefined` where it names nothing
 */
export function namingConceptOf(
  element: CdaElement | undefined,
  narrative: NarrativeText,
): JsonObject | undefined {
  if (element === undefined) return undefined;
  const codes = codesIn(element).filter((code) => !saysOnlyKind(code));
  return conceptOfCodes(element, codes, narrative);
}

function codesIn(element: CdaElement): CdaElement[] {
  return [element, ...childrenOf(element, 'translation')];
}

function conceptOfCodes(
  element: CdaElement,
  codes: readonly CdaElement[],
  narrative: NarrativeText,
): JsonObject | undefined {
  const coding = codes.flatMap((code) => codingOf(code) ?? []);
  const displays = codes.flatMap((code) => attributeOf(code, 'displayName') ?? []);
  const named = conceptText(childAt(element, 'originalText'), displays, narrative);
  const text = qualified(named, element);
  if (coding.length === 0 && text === undefined) return undefined;
  return { ...(coding.length === 0 ? {} : { coding }), ...(text === undefined ? {} : { text }) };
}

/** What qualifies a code belongs to its name: of the femur, the left one. @see HL7 V3 Data Types, CR */
function qualified(name: string | undefined, element: CdaElement): string | undefined {
  const qualifiers = childrenOf(element, 'qualifier').flatMap((qualifier) => {
    const value = childAt(qualifier, 'value');
    const words = attributeOf(value, 'displayName') ?? attributeOf(value, 'code');
    const isSaid = words !== undefined && name?.toLowerCase().includes(words.toLowerCase());
    return words === undefined || isSaid === true ? [] : [words];
  });
  const all = [name, ...qualifiers].filter((one) => one !== undefined);
  return all.length === 0 ? undefined : all.join(', ');
}

/**
 * The document's own words for a code. Words that share none with the code's name may be the cell beside it, as where an
 * allergy to penicillin points to "Hives": the name comes first then, and both are kept.
 */
function conceptText(
  originalText: CdaElement | undefined,
  displays: readonly string[],
  narrative: NarrativeText,
): string | undefined {
  const [name] = displays;
  // A whole row tells all of an entry, and is the name of nothing.
  const written = narrative.isRow(originalText) ? undefined : narrative.of(originalText);
  if (name === undefined || written === undefined) return written ?? name;
  return displays.some((display) => sharesWord(display, written))
    ? written
    : `${name} (in the document’s text: ${written})`;
}

function sharesWord(one: string, other: string): boolean {
  const others = lettersWords(other);
  return lettersWords(one).some((word) =>
    others.some((another) => word === another || startsAlike(word, another)),
  );
}

/** "Penicillins" and "penicillin" are one word to a reader. */
function startsAlike(one: string, other: string): boolean {
  return (
    Math.min(one.length, other.length) >= 4 && (one.startsWith(other) || other.startsWith(one))
  );
}

/** Words that can tell two names apart: not "of", "to" or "by". */
function lettersWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const telling = words.filter((word) => word.length > 2 || /\p{N}/u.test(word));
  return telling.length === 0 ? words : telling;
}

/** The code alone, where it is one: a null flavour is none. */
export function codingOf(element: CdaElement | undefined): Coding | undefined {
  const code = attributeOf(element, 'code');
  if (code === undefined) return undefined;
  return defined({
    system: systemOf(attributeOf(element, 'codeSystem')),
    code,
    display: attributeOf(element, 'displayName'),
  });
}

/** @see https://hl7.org/fhir/R4/datatypes.html#oid */
function systemOf(oid: string | undefined): string | undefined {
  if (oid === undefined) return undefined;
  return own(systems, oid) ?? (/^[0-2](\.\d+)+$/.test(oid) ? `urn:oid:${oid}` : undefined);
}

/** A code of FHIR's own, with the words that the specification has for it. */
export function fhirConcept(system: string, code: string): JsonObject {
  return { coding: [{ system: `http://terminology.hl7.org/CodeSystem/${system}`, code }] };
}

/** FHIR's way to say that something it wants was not told. @see http://hl7.org/fhir/R4/extension-data-absent-reason.html */
export const notTold: JsonObject = {
  extension: [
    { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
  ],
};

/** The numbers by which others know the same thing. @see HL7 V3 Data Types, II */
export function identifiersOf(element: CdaElement): JsonObject[] {
  return childrenOf(element, 'id').flatMap((id) => {
    const root = attributeOf(id, 'root');
    const value = attributeOf(id, 'extension');
    if (root === undefined || attributeOf(id, 'nullFlavor') !== undefined) return [];
    const uri = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(root)
      ? `urn:uuid:${root.toLowerCase()}`
      : `urn:oid:${root}`;
    return [
      value === undefined
        ? { system: 'urn:ietf:rfc:3986', value: uri }
        : { system: own(identifierSystems, root) ?? uri, value },
    ];
  });
}

const identifierSystems: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.4.1': 'http://hl7.org/fhir/sid/us-ssn',
  '2.16.840.1.113883.4.6': 'http://hl7.org/fhir/sid/us-npi',
  '2.16.840.1.113883.2.1.4.1': 'https://fhir.nhs.uk/Id/nhs-number',
};
