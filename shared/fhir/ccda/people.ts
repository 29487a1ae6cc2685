import { own } from '../../base/own.ts';
import { defined } from '../../base/defined.ts';
import { nameWords } from '../person.ts';
import type { FhirResource, JsonObject } from '../resource.ts';
import { codingOf, identifiersOf, notTold } from './cda-code.ts';
import { dateOf, dateTimeOf } from './cda-time.ts';
import { attributeOf, childAt, childrenOf, wordsIn, type CdaElement } from './cda-xml.ts';

/** @see http://hl7.org/fhir/R4/valueset-name-use.html */
const nameUses: Readonly<Record<string, string>> = {
  L: 'official',
  C: 'official',
  P: 'nickname',
  A: 'anonymous',
};
/** @see http://hl7.org/fhir/R4/valueset-contact-point-use.html */
const contactUses: Readonly<Record<string, string>> = {
  H: 'home',
  HP: 'home',
  HV: 'home',
  WP: 'work',
  MC: 'mobile',
  TMP: 'temp',
  BAD: 'old',
};
const genders: Readonly<Record<string, string>> = { F: 'female', M: 'male', UN: 'other' };
const schemes: Readonly<Record<string, string>> = {
  tel: 'phone',
  mailto: 'email',
  fax: 'fax',
  http: 'url',
  https: 'url',
  sms: 'sms',
};

/** The person a document is about. @see HL7 CDA R2, section 4.2.2.11 */
export function patientOf(role: CdaElement, id: string): FhirResource {
  const person = childAt(role, 'patient');
  return {
    resourceType: 'Patient',
    id,
    ...defined({
      identifier: some(identifiersOf(role)),
      name: some(childrenOf(person, 'name').flatMap(humanNames)),
      telecom: some(telecomsOf(role)),
      gender: own(genders, attributeOf(childAt(person, 'administrativeGenderCode'), 'code')),
      birthDate: dateOf(attributeOf(childAt(person, 'birthTime'), 'value')),
      address: some(addressesOf(role)),
      ...deceased(person),
      communication: some(languagesOf(person)),
    }),
  };
}

/** @see HL7 CDA R2: `languageCommunication` */
function languagesOf(person: CdaElement | undefined): JsonObject[] {
  return childrenOf(person, 'languageCommunication').flatMap((one) => {
    const code = attributeOf(childAt(one, 'languageCode'), 'code');
    const preferred = attributeOf(childAt(one, 'preferenceInd'), 'value');
    if (code === undefined) return [];
    const language = { coding: [{ system: 'urn:ietf:bcp:47', code }] };
    return [defined({ language, preferred: preferred === 'true' ? true : undefined })];
  });
}

function deceased(person: CdaElement | undefined): JsonObject {
  const sdtc = (name: string): string | undefined =>
    attributeOf(
      person?.nodes.find(
        (node): node is CdaElement => typeof node !== 'string' && node.name === name,
      ),
      'value',
    );
  const time = dateTimeOf(sdtc('deceasedTime'));
  if (time !== undefined) return { deceasedDateTime: time };
  return sdtc('deceasedInd') === 'true' ? { deceasedBoolean: true } : {};
}

/** A name; where its parts are of now and of birth, the name of now and the one of birth. */
function humanNames(name: CdaElement): JsonObject[] {
  const atBirth = childrenOf(name, 'family').filter(isOfBirth);
  const now = { ...name, nodes: name.nodes.filter((node) => !isNode(node) || !isOfBirth(node)) };
  const hasBoth = atBirth.length > 0 && childrenOf(now, 'family').length > 0;
  if (!hasBoth) return [humanName(name) ?? []].flat();
  const born = {
    ...name,
    nodes: name.nodes.filter((node) => !isNode(node) || node.name !== 'family' || isOfBirth(node)),
  };
  return [humanName(now) ?? [], humanName(born) ?? []].flat();
}

function isNode(node: CdaElement | string): node is CdaElement {
  return typeof node !== 'string';
}

function isOfBirth(part: CdaElement): boolean {
  return (
    part.name === 'family' && attributeOf(part, 'qualifier')?.split(' ').includes('BR') === true
  );
}

/** @see HL7 V3 Data Types, PN */
function humanName(name: CdaElement): JsonObject | undefined {
  const parts = (part: string): string[] =>
    childrenOf(name, part).flatMap((one) => wordsIn(one) ?? []);
  const isOld = childrenOf(name, 'family').some(isOfBirth);
  const family = parts('family').join(' ');
  const whole = {
    use: isOld ? 'maiden' : own(nameUses, attributeOf(name, 'use')?.split(' ')[0]),
    text: parts('given').length === 0 && family === '' ? wordsIn(name) : undefined,
    family: family === '' ? undefined : family,
    given: some(parts('given')),
    prefix: some(parts('prefix')),
    suffix: some(parts('suffix')),
  };
  return whole.text === undefined && whole.family === undefined && whole.given === undefined
    ? undefined
    : defined(whole);
}

function telecomsOf(holder: CdaElement): JsonObject[] {
  return childrenOf(holder, 'telecom').flatMap((telecom) => {
    const [, scheme = '', value] =
      /^(?:(\w+):)?(.+)$/.exec((attributeOf(telecom, 'value') ?? '').trim()) ?? [];
    if (value === undefined) return [];
    const use = own(contactUses, attributeOf(telecom, 'use'));
    return [
      defined({ system: own(schemes, scheme.toLowerCase()) ?? 'other', value: value.trim(), use }),
    ];
  });
}

function addressesOf(holder: CdaElement): JsonObject[] {
  return childrenOf(holder, 'addr').flatMap((address) => {
    const part = (name: string): string | undefined => wordsIn(childAt(address, name));
    const uses = attributeOf(address, 'use')?.split(' ')[0];
    const line = childrenOf(address, 'streetAddressLine').flatMap((one) => wordsIn(one) ?? []);
    const whole = defined({
      line: some(line),
      city: part('city'),
      state: part('state'),
      postalCode: part('postalCode'),
      country: part('country'),
    });
    if (Object.keys(whole).length === 0) return [];
    const use = uses === undefined ? undefined : own(contactUses, uses);
    return [use === undefined || use === 'mobile' ? whole : { use, ...whole }];
  });
}

/** Who an author or a performer is: the person's name, and the organisation they were there for. */
export function personWords(entity: CdaElement | undefined): string | undefined {
  const person = childAt(entity, 'assignedPerson') ?? childAt(entity, 'associatedPerson');
  const name = childAt(person, 'name');
  const device = childAt(entity, 'assignedAuthoringDevice', 'softwareName');
  const words = [
    name === undefined ? undefined : nameWords(humanName(name)),
    wordsIn(device),
    wordsIn(childAt(entity, 'representedOrganization', 'name')),
  ].filter((one) => one !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}

/** A name as it is spoken: its parts in their order, or as it is written. */
export function namedWords(name: CdaElement | undefined): string | undefined {
  return name === undefined ? undefined : (nameWords(humanName(name)) ?? wordsIn(name));
}

/** The kind of visit, where its code is one of HL7's own: FHIR takes no other there. */
export function encounterClass(code: CdaElement | undefined): JsonObject {
  const actCode = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
  const found = [code, ...childrenOf(code, 'translation')]
    .map(codingOf)
    .find((coding) => coding?.system === actCode);
  return found ?? notTold;
}

function some<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
