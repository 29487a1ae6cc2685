import type { FhirResource, JsonObject } from '../resource.ts';
import { cdaConceptOf } from './cda-code.ts';
import { whenOf, writtenTime } from './cda-time.ts';
import { writtenValue } from './cda-value.ts';
import { attributeOf, childAt, childrenOf, wordsIn, type CdaElement } from './cda-xml.ts';
import { absenceOf, noneOf } from './known-none.ts';
import { productConcept } from './products.ts';
import { readPlanned } from './plans.ts';
import {
  isEvent,
  isNegated,
  cdaNotesOf,
  present,
  staysText,
  cdaStatusCodeOf,
  timeNotes,
  type StatementPlace,
  type StatementReader,
} from './statement.ts';
import { wordsOf } from '../concept.ts';

const udiRoot = '2.16.840.1.113883.3.3719';

/** Non-Medicinal Supply Activity: a device that the patient has or was given. */
export const readSupply: StatementReader = (supply, place) => {
  if (!isEvent(supply)) return readPlanned(supply, place);
  const devices = devicesIn(supply, place);
  const [device] = devices;
  if (device === undefined || isNegated(supply)) return staysText(supply);
  return { resources: devices, stayed: [] };
};

/** The devices that take part in a statement. @see HL7 C-CDA 2.1, Product Instance */
export function devicesIn(statement: CdaElement, place: StatementPlace): FhirResource[] {
  return childrenOf(statement, 'participant').flatMap((participant) => {
    const role = childAt(participant, 'participantRole');
    const device = childAt(role, 'playingDevice');
    const product = childAt(statement, 'product', 'manufacturedProduct');
    if (device === undefined) return [];
    return deviceOf({ statement, role, device, product }, place) ?? [];
  });
}

type Parts = {
  readonly statement: CdaElement;
  readonly role: CdaElement | undefined;
  readonly device: CdaElement;
  readonly product: CdaElement | undefined;
};

function deviceOf(
  { statement, role, device, product }: Parts,
  place: StatementPlace,
): FhirResource | undefined {
  const code = childAt(device, 'code');
  const model = wordsIn(childAt(device, 'manufacturerModelName'));
  const concept =
    cdaConceptOf(code, place.narrative) ??
    productConcept(product, place) ??
    (model === undefined ? undefined : { text: model });
  if (concept === undefined) return undefined;
  const absence = absenceOf(code, { about: 'device', narrative: place.narrative });
  const type = absence === undefined ? concept : noneOf(absence, wordsOf(concept));
  const maker = wordsIn(childAt(role, 'scopingEntity', 'desc'));
  return {
    resourceType: 'Device',
    id: place.idOf(statement, 'Device'),
    ...present({
      identifier: identifiersIn(role),
      udiCarrier: udisOf(role),
      status: cdaStatusCodeOf(statement) === 'nullified' ? 'entered-in-error' : undefined,
      modelNumber: model,
      type,
      patient: place.patient,
      property: [
        ...properties('From', maker),
        ...supplyEnd(statement),
        ...properties('Number of them', writtenValue(childAt(statement, 'quantity'))),
      ],
      note: [...whenNotes(statement), ...timeNotes(statement), ...cdaNotesOf(statement, place)],
    }),
  };
}

/** FHIR's Device has no place for when it was handed out or put in. */
function whenNotes(statement: CdaElement): JsonObject[] {
  const { at, start, end } = whenOf(childAt(statement, 'effectiveTime'));
  return [
    ...factNotes('Supplied or put in', at),
    ...(end === undefined
      ? factNotes('Supplied, put in or used from', start)
      : spanNotes(end, start)),
  ];
}

function spanNotes(end: string, start: string | undefined): JsonObject[] {
  return start === undefined
    ? []
    : factNotes(
        'Time of the supply or use, as written',
        `${writtenTime(start)} to ${writtenTime(end)}`,
      );
}

/** A supply ends when the thing was handed over: nothing says that it is no longer used. */
function supplyEnd(statement: CdaElement): JsonObject[] {
  const { start, end } = whenOf(childAt(statement, 'effectiveTime'));
  if (start !== undefined || end === undefined) return [];
  return properties('End of the supply, as written', writtenTime(end));
}

function factNotes(label: string, words: string | undefined): JsonObject[] {
  return words === undefined ? [] : [{ text: `${label}: ${writtenTime(words)}` }];
}

/** What is told of a device, and of nobody's health. */
function properties(label: string, words: string | undefined): JsonObject[] {
  return words === undefined ? [] : [{ type: { text: label }, valueCode: [{ text: words }] }];
}

function idsOf(role: CdaElement | undefined): { root: string; value: string | undefined }[] {
  return childrenOf(role, 'id').flatMap((id) => {
    const root = attributeOf(id, 'root');
    const value = attributeOf(id, 'extension');
    return root === undefined ? [] : [{ root, value }];
  });
}

/** The number that the makers of implants give each of them. */
function udisOf(role: CdaElement | undefined): JsonObject[] {
  return idsOf(role).flatMap(({ root, value }) =>
    root === udiRoot && value !== undefined ? [{ carrierHRF: value }] : [],
  );
}

function identifiersIn(role: CdaElement | undefined): JsonObject[] {
  return idsOf(role).flatMap(({ root, value }) =>
    root === udiRoot || value === undefined ? [] : [{ system: `urn:oid:${root}`, value }],
  );
}
