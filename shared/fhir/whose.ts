import {
  canonicalSystem,
  datesDiffer,
  identifierKey,
  identityOf,
  isSamePerson,
  nhsNumber,
  plainValue,
  type Identifier,
  type Identity,
} from './identity.ts';
import { containedIn, referencesIn } from './reference.ts';
import { idOf, type FhirResource } from './resource.ts';
import { isSameName } from './same-name.ts';
import { focusOf, isPersonal, namesOthersToo, subjectsOf, type Subject } from './subject.ts';
import {
  canonicalServer,
  isOneName,
  isWholeName,
  linksOf,
  nameOf,
  serverIn,
  type Name,
} from './subject-name.ts';

/**
 * Whose a resource is, beside the one person whose record this is.
 * `other`: it says that it is about somebody else. `relative`: about somebody whom this record knows as the person's
 * relative, or who has to do with the person. `unclear`: nobody can tell, and the person is to be asked.
 */
export type Whose = 'own' | 'other' | 'relative' | 'unclear';

/** A resource with the address that its Bundle gives it. */
export type Addressed = { readonly resource: FhirResource; readonly fullUrl?: string };

type Named = { readonly name: Name; readonly whose: Whose };

/** What is known of whom entries may be about, gathered as it comes. */
export type Known = {
  /** The one server that all came from, whatever it calls itself; absent for files. */
  readonly server: string | undefined;
  readonly named: Named[];
  /** The own identifiers, as `system|value`. */
  readonly identifiers: Set<string>;
  readonly personNames: Set<string>;
  readonly birthDates: Set<string>;
  readonly relatives: Identity[];
  /** Others' entries have come from the same place: what names nobody is not believed to be the person's. */
  isMixed: boolean;
};

/** @param server the address of the one server that all comes from */
export function nothingKnown(server?: string): Known {
  return {
    ...{ server: canonicalServer(server), named: [], relatives: [], isMixed: false },
    ...{ identifiers: new Set(), personNames: new Set(), birthDates: new Set() },
  };
}

/** Says that the person is called so: `Patient/id`, or an address. */
export function noteOwnName(known: Known, reference: string): void {
  noteName(known, nameOf(reference, known.server), 'own');
}

/** Says that nobody can tell who this Patient is. */
export function noteUnclearPatient(known: Known, patient: Addressed): void {
  for (const name of namesOf(patient, known)) noteName(known, name, 'unclear');
}

/** Says that these names, which nothing else explains, may be the person's or not. */
export function noteUnclearName(known: Known, reference: string): void {
  noteName(known, nameOf(reference, known.server), 'unclear');
}

/** Whether it is known by what name the person goes. */
export function knowsOwn({ named }: Known): boolean {
  return named.some(({ whose }) => whose === 'own');
}

export function isOwnPatient(patient: Addressed, known: Known): boolean {
  return whosePatient(patient, known) === 'own';
}

/** Says what else is known of the person: what they are called, and their numbers. */
export function noteOwnPerson(
  known: Known,
  person: { readonly names: readonly string[]; readonly nhsNumber?: string | undefined },
): void {
  for (const name of person.names) known.personNames.add(name);
  if (person.nhsNumber !== undefined) {
    known.identifiers.add(identifierKey({ system: nhsNumber, value: person.nhsNumber }));
  }
}

/** Says that this Patient is the person. */
export function noteOwnPatient(known: Known, patient: Addressed): void {
  const { resource, fullUrl } = patient;
  for (const name of namesOf(patient, known)) noteName(known, name, 'own');
  const { identifiers, names, birthDate } = identityOf(resource);
  for (const identifier of identifiers) known.identifiers.add(identifier);
  for (const name of names) known.personNames.add(name);
  if (birthDate !== undefined) known.birthDates.add(birthDate);
  // All kinds of links are to the same person.
  for (const link of linksOf(resource, serverHere(fullUrl, known))) noteName(known, link, 'own');
}

/** Adds what these say of who is who: the own Patient under other ids, relatives, groups. */
export function noteKnown(known: Known, arrived: readonly Addressed[]): void {
  const ofType = (type: string) => arrived.filter(({ resource }) => resource.resourceType === type);
  const patients = ofType('Patient');
  // Of two that are linked, the second may tell that a third is the same.
  for (let before = -1; before !== known.named.length;) {
    before = known.named.length;
    for (const patient of patients) {
      if (whosePatient(patient, known) === 'own') noteOwnPatient(known, patient);
    }
  }
  for (const related of ofType('RelatedPerson')) {
    if (whoseIs(related, known) !== 'own') continue;
    known.relatives.push(identityOf(related.resource));
    for (const name of namesOf(related, known)) noteName(known, name, 'relative');
  }
  for (const patient of patients) {
    const whose = whosePatient(patient, known);
    if (whose === 'own') continue;
    for (const name of namesOf(patient, known)) {
      if (whose === 'relative' || 'urn' in name) noteName(known, name, whose);
    }
  }
  for (const group of ofType('Group')) {
    for (const name of namesOf(group, known)) noteName(known, name, whoseIs(group, known));
  }
}

/**
 * Whose a resource is. What names nobody is the person's own, as long as nothing of others came from the same place.
 */
export function whoseIs(entry: Addressed, known: Known): Whose {
  if (entry.resource.resourceType === 'Patient') return whosePatient(entry, known);
  const whose = whoseBySubject(entry, known);
  const focus = whoseAmong(focusOf(entry.resource), entry, known);
  // A value of the newborn in the mother's record, and in the newborn's own record one that is the mother's.
  if (focus.includes('own')) return 'own';
  const isOfAnother =
    focus.includes('other') || focus.includes('relative') || isOnRelative(entry.resource);
  if (whose === 'own') return isOfAnother ? 'relative' : 'own';
  return whose === 'other' && namesOwn(entry, known) ? 'relative' : whose;
}

function isOnRelative(resource: FhirResource): boolean {
  return focusOf(resource).some(({ reference = '' }) => /(?:^|\/)RelatedPerson\//.test(reference));
}

/** Whose a resource is by this one subject. */
export function whoseSubject(subject: Subject, entry: Addressed, known: Known): Whose | undefined {
  const byIdentifier = whoseByIdentifier(identifierIn(subject), subject.display, known);
  if (byIdentifier === 'own') return 'own';
  const byReference = whoseByReference(subject, entry, known);
  if (byReference === 'own' || byReference === undefined) return byReference;
  if (byIdentifier === 'other' || byIdentifier === 'relative') return byIdentifier;
  if (byReference !== 'none') return byReference;
  // Whom another condition finds, only the server knows.
  const isSearched = identifierIn(subject) === undefined && subject.reference !== undefined;
  return byIdentifier ?? (isSearched ? 'unclear' : whoseByDisplay(subject, known));
}

function whoseBySubject(entry: Addressed, known: Known): Whose {
  const { resourceType } = entry.resource;
  const all = whoseAmong(subjectsOf(entry.resource), entry, known);
  const said = namesOthersToo(resourceType) ? all.filter((one) => one !== 'unclear') : all;
  if (said.length === 0) {
    return known.isMixed && isPersonal(resourceType) ? 'unclear' : 'own';
  }
  const isOfSeveral = said.some((one) => one !== 'own');
  if (said.includes('own')) return resourceType === 'Group' && isOfSeveral ? 'unclear' : 'own';
  return worst(said);
}

function worst(said: readonly Whose[]): Whose {
  if (said.includes('relative')) return 'relative';
  return said.includes('unclear') ? 'unclear' : 'other';
}

/** Of subjects that are people: a device or a place is nobody. */
function whoseAmong(subjects: readonly Subject[], entry: Addressed, known: Known): Whose[] {
  return subjects.flatMap((subject) => whoseSubject(subject, entry, known) ?? []);
}

const people: readonly string[] = ['Patient', 'Person'];
/** Somebody all the same, who may be the person or not. */
const perhapsPeople: readonly string[] = [
  'Practitioner',
  'PractitionerRole',
  'RelatedPerson',
  'Group',
];

/** `none`: there is no such reference. `undefined`: it leads to something that is no person. */
function whoseByReference(
  { reference, type }: Subject,
  entry: Addressed,
  known: Known,
): Whose | 'none' | undefined {
  if (reference === undefined || reference.includes('?')) {
    return isThing(type ?? /^[A-Z][A-Za-z]+(?=\?)/.exec(reference ?? '')?.[0]) ? undefined : 'none';
  }
  if (reference.startsWith('#')) return whoseContained(reference, entry, known);
  const name = nameOf(reference, serverHere(entry.fullUrl, known));
  const found = known.named.filter((one) => isOneName(one.name, name));
  if (found.some(({ whose }) => whose === 'own')) return 'own';
  const [first] = found;
  if (first !== undefined) return first.whose;
  if ('urn' in name) {
    if (isThing(type)) return undefined;
    return isOwnId(name.urn.replace(/^urn:(uuid|oid):/, ''), known) ? 'own' : 'unclear';
  }
  if (perhapsPeople.includes(name.type)) return 'unclear';
  return people.includes(name.type) ? whoseById(name, entry, known) : undefined;
}

function isThing(type: string | undefined): boolean {
  return type !== undefined && ![...people, ...perhapsPeople].includes(type);
}

/** Whose it is by an id that is none of those that are known. */
function whoseById(
  name: Extract<Name, { readonly id: string }>,
  { fullUrl }: Addressed,
  known: Known,
): Whose {
  const { named } = known;
  const own = named.flatMap((one) => (one.whose === 'own' && 'id' in one.name ? one.name : []));
  if (own.length === 0) return named.length === 0 ? 'own' : 'unclear';
  // A server behind another one may call itself by two addresses.
  const isHere = known.server !== undefined && name.server === serverHere(fullUrl, known);
  if (own.some(({ type, id }) => type === name.type && id === name.id)) {
    return isHere || isUnique(name.id) ? 'own' : 'unclear';
  }
  const isComparable =
    isHere ||
    name.server === undefined ||
    own.some(({ server }) => server === undefined || server === name.server);
  return isComparable ? 'other' : 'unclear';
}

/** Ids that nobody else has, on no server: "1042" is many people's. */
function isUnique(id: string): boolean {
  return /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(id) || id.length >= 20;
}

function isOwnId(id: string, { named }: Known): boolean {
  return named.some(({ name, whose }) => whose === 'own' && 'id' in name && sameId(name.id, id));
}

function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A Patient inside the entry has no address, only what it says of itself. */
function whoseContained(reference: string, entry: Addressed, known: Known): Whose | undefined {
  const inner = containedIn(entry.resource, reference);
  if (inner === undefined) return 'unclear';
  if (perhapsPeople.includes(inner.resourceType)) return 'unclear';
  if (!people.includes(inner.resourceType)) return undefined;
  if (linksOf(inner, serverHere(entry.fullUrl, known)).some((name) => isOwnName(name, known)))
    return 'own';
  const identity = identityOf(inner);
  const byIdentifiers = byIdentity(identity, known);
  if (byIdentifiers !== undefined) return byIdentifiers;
  const { names, birthDate } = identity;
  // One that says nothing of itself is as good as none.
  if (names.length === 0 && birthDate === undefined) {
    return known.isMixed || identity.identifiers.size > 0 ? 'unclear' : 'own';
  }
  if (birthDate !== undefined && datesDiffer(birthDate, known.birthDates)) return 'other';
  if (names.length === 0 || known.personNames.size === 0) return 'unclear';
  return names.some((name) => isOwnPersonName(name, known)) ? 'own' : 'other';
}

function whosePatient(patient: Addressed, known: Known): Whose {
  const { resource, fullUrl } = patient;
  const names = namesOf(patient, known);
  const found = known.named.filter(({ name }) => names.some((own) => isOneName(name, own)));
  if (found.some(({ whose }) => whose === 'own')) return 'own';
  const links = linksOf(resource, serverHere(fullUrl, known));
  if (links.some((name) => isOwnName(name, known))) return 'own';
  const identity = identityOf(resource);
  const whose = byIdentity(identity, known);
  if (whose === 'own' && !datesDiffer(identity.birthDate, known.birthDates)) return 'own';
  const isRelative =
    whose === 'relative' ||
    links.some((link) => known.named.some((one) => isRelated(one, link))) ||
    known.relatives.some((relative) => isSamePerson(relative, identity));
  if (isRelative) return 'relative';
  return found[0]?.whose ?? (known.named.length === 0 ? 'own' : 'other');
}

function isRelated({ name, whose }: Named, link: Name): boolean {
  return whose === 'relative' && isOneName(name, link);
}

/** By numbers alone; nothing where none of them can be compared. */
function byIdentity({ identifiers }: Identity, known: Known): Whose | undefined {
  const all = [...identifiers];
  if (all.some((one) => known.identifiers.has(one))) return 'own';
  if (all.some((one) => known.relatives.some((relative) => relative.identifiers.has(one)))) {
    return 'relative';
  }
  // A hospital may have given one person two numbers; the NHS has not.
  return all.some((one) => isOthersNhsNumber(one, known)) ? 'other' : undefined;
}

function isOthersNhsNumber(identifier: string, { identifiers }: Known): boolean {
  const begin = `${nhsNumber}|`;
  return identifier.startsWith(begin) && [...identifiers].some((own) => own.startsWith(begin));
}

function identifierIn({ reference, identifier }: Subject): Identifier | undefined {
  const text = plainText(reference ?? '');
  const asked = text.slice(Math.max(0, text.lastIndexOf('?identifier=')));
  const [, system, value] = /^\?identifier=([^|&]*)\|([^&]+)$/.exec(asked) ?? [];
  if (value === undefined) return identifier;
  return system === undefined || system === '' ? { value } : { system, value };
}

function plainText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function whoseByIdentifier(
  identifier: Identifier | undefined,
  display: string | undefined,
  known: Known,
): Whose | undefined {
  if (identifier === undefined) return undefined;
  const key = identifierKey(identifier);
  if (known.identifiers.has(key)) return 'own';
  if (known.relatives.some(({ identifiers }) => identifiers.has(key))) return 'relative';
  const { system, value } = identifier;
  if (system === undefined) {
    const isOwn = [...known.identifiers].some((own) => own.endsWith(`|${plainValue(value)}`));
    return isOwn || isOwnId(value, known) ? 'own' : 'unclear';
  }
  const begin = `${canonicalSystem(system)}|`;
  const isOfSameSystem = [...known.identifiers].some((own) => own.startsWith(begin));
  if (!isOfSameSystem) return 'unclear';
  const isNamedSo = display !== undefined && isOwnPersonName(display, known);
  return isNamedSo && !isOthersNhsNumber(key, known) ? 'unclear' : 'other';
}

/** Words that stand for whoever the record is about. */
const myself: readonly string[] = ['patient', 'the patient', 'self', 'me'];

function whoseByDisplay({ display, type }: Subject, known: Known): Whose | undefined {
  if (display === undefined) return undefined;
  if (isThing(type) || known.personNames.size === 0) return undefined;
  if (myself.includes(display.toLowerCase())) return 'own';
  return isOwnPersonName(display, known) ? 'own' : 'unclear';
}

function isOwnPersonName(name: string, { personNames }: Known): boolean {
  return [...personNames].some((own) => isSameName(own, name));
}

function isOwnName(name: Name, { named }: Known): boolean {
  return named.some((one) => one.whose === 'own' && isOneName(one.name, name));
}

/** Whether it names the person at all, as who wrote it, paid or was there. */
function namesOwn({ resource, fullUrl }: Addressed, known: Known): boolean {
  const server = serverHere(fullUrl, known);
  return referencesIn(resource).some((reference) => isOwnName(nameOf(reference, server), known));
}

function noteName({ named }: Known, name: Name, whose: Whose): void {
  const isThere = named.some((one) => one.whose === whose && isWholeName(one.name, name));
  if (!isThere) named.push({ name, whose });
}

/** The server that an entry is on, as far as that is known. */
function serverHere(fullUrl: string | undefined, known: Known): string | undefined {
  return serverIn(fullUrl) ?? known.server;
}

/** What a resource is called by itself and by its Bundle. */
function namesOf({ resource, fullUrl }: Addressed, known: Known): Name[] {
  const id = idOf(resource);
  const address = fullUrl === undefined ? undefined : nameOf(fullUrl, known.server);
  const own: Name[] =
    id === undefined
      ? []
      : [{ type: resource.resourceType, id, server: serverHere(fullUrl, known) }];
  return address === undefined ? own : [...own, address];
}
