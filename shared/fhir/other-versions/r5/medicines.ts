import { codingsOf } from '../../concept.ts';
import { listOf, objectOf, objectsOf, textOf } from '../../resource.ts';
import { addBeside } from '../beside.ts';
import { asFirst, asParts } from '../changes.ts';
import { add } from '../map-members.ts';
import type { MemberChange, Mapping } from '../mapping.ts';
import {
  asReasons,
  asReferencesOrWords,
  asReferenceOrWords,
  asStatus,
  codeableReference,
  medication,
  renamedChoice,
} from './changes.ts';

/** For what it is needed: R4 has one concept, or that it is for when it is needed. */
const asNeededFor: MemberChange = (value, draft) => {
  const [first, another] = objectsOf(value);
  draft.members.delete('asNeededBoolean');
  if (first !== undefined && another === undefined) add(draft, 'asNeededCodeableConcept', first);
  else {
    const text = objectsOf(value).flatMap(
      (one) => textOf(one['text']) ?? codingsOf(one)[0]?.display ?? [],
    );
    add(draft, 'asNeededCodeableConcept', { text: text.join('; ') });
    addBeside(draft, { member: 'asNeededFor', value, type: 'CodeableConcept' });
  }
};

const asNeeded: MemberChange = (value, draft, source) => {
  if (source['asNeededFor'] === undefined) add(draft, 'asNeededBoolean', value);
  else addBeside(draft, { member: 'asNeeded', value, type: 'Boolean' });
};

const dosage: Mapping = {
  same: 'sequence text additionalInstruction patientInstruction timing site route method doseAndRate maxDosePerAdministration maxDosePerLifetime',
  changed: { asNeeded, asNeededFor, maxDosePerPeriod: asFirst('maxDosePerPeriod', 'Ratio') },
};

/** The dose in words, made from its parts: where there are no parts, it is all that is said of the dose. */
function rendered(member: string): MemberChange {
  return (value, draft, source) => {
    if (source[member] === undefined && typeof value === 'string')
      add(draft, member, [{ text: value }]);
    else addBeside(draft, { member: 'renderedDosageInstruction', value, type: 'Markdown' });
  };
}

/** How the patient takes it tells R4's status; "recorded" alone tells none. */
const taking: Readonly<Record<string, string>> = {
  taking: 'active',
  'taking-as-directed': 'active',
  'taking-not-as-directed': 'active',
  'not-taking': 'not-taken',
  'on-hold': 'on-hold',
  'on-hold-as-directed': 'on-hold',
  'on-hold-not-as-directed': 'on-hold',
  stopped: 'stopped',
  'stopped-as-directed': 'stopped',
  'stopped-not-as-directed': 'stopped',
};

const statementStatus: MemberChange = (value, draft, source) => {
  const told = codingsOf(objectOf(source['adherence'])?.['code'])
    .map(({ code = '' }) => taking[code])
    .find((status) => status !== undefined);
  if (value === 'entered-in-error') add(draft, 'status', value);
  else {
    add(draft, 'status', value === 'recorded' ? (told ?? 'unknown') : 'unknown');
    addBeside(draft, { member: 'status', value, type: 'Code' });
  }
};

const adherence: MemberChange = (value, draft) => {
  const reason = objectOf(value)?.['reason'];
  if (reason !== undefined) add(draft, 'statusReason', [reason]);
  addBeside(draft, {
    member: 'adherence',
    value,
    type: { code: 'CodeableConcept', reason: 'CodeableConcept' },
  });
};

export const medicationStatement: Mapping = {
  resourceType: 'MedicationStatement',
  same: 'identifier partOf subject effectiveDateTime effectivePeriod dateAsserted derivedFrom note',
  renamed: { encounter: 'context' },
  changed: {
    status: statementStatus,
    adherence,
    category: asFirst('category', 'CodeableConcept'),
    medication,
    informationSource: asFirst('informationSource', 'Reference'),
    reason: asReasons(),
    dosage: asParts('dosage', dosage),
    renderedDosageInstruction: rendered('dosage'),
  },
  beside: { effectiveTiming: 'Timing', relatedClinicalInformation: 'Reference' },
};

export const medicationRequest: Mapping = {
  same: 'identifier basedOn priorPrescription groupIdentifier statusReason intent category priority doNotPerform subject encounter supportingInformation authoredOn requester performerType recorder courseOfTherapyType insurance note substitution eventHistory',
  renamed: { reported: 'reportedBoolean' },
  changed: {
    status: asStatus(
      'status',
      'active on-hold cancelled completed entered-in-error stopped draft unknown',
      'ended:completed',
    ),
    medication,
    performer: asFirst('performer', 'Reference'),
    reason: asReasons(),
    dosageInstruction: asParts('dosageInstruction', dosage),
    renderedDosageInstruction: rendered('dosageInstruction'),
    dispenseRequest: (value, draft) => {
      const { dispenser, dispenserInstruction, doseAdministrationAid, ...rest } =
        objectOf(value) ?? {};
      const whole = { ...rest, ...(dispenser === undefined ? {} : { performer: dispenser }) };
      if (Object.keys(whole).length > 0) add(draft, 'dispenseRequest', whole);
      const inner = { ...draft, path: `${draft.path}.dispenseRequest` };
      if (dispenserInstruction !== undefined)
        addBeside(inner, {
          member: 'dispenserInstruction',
          value: dispenserInstruction,
          type: 'Annotation',
        });
      if (doseAdministrationAid !== undefined)
        addBeside(inner, {
          member: 'doseAdministrationAid',
          value: doseAdministrationAid,
          type: 'CodeableConcept',
        });
      if (objectOf(value) === undefined)
        addBeside(draft, { member: 'dispenseRequest', value, type: '' });
    },
  },
  beside: {
    statusChanged: 'DateTime',
    informationSource: 'Reference',
    device: codeableReference,
    effectiveDosePeriod: 'Period',
  },
};

export const medicationDispense: Mapping = {
  same: 'identifier partOf status subject supportingInformation performer location authorizingPrescription type quantity daysSupply whenPrepared whenHandedOver destination receiver note eventHistory',
  renamed: { encounter: 'context' },
  changed: {
    notPerformedReason: (value, draft) => {
      const { concept, reference } = objectOf(value) ?? {};
      if (concept !== undefined) add(draft, 'statusReasonCodeableConcept', concept);
      else if (reference !== undefined) add(draft, 'statusReasonReference', reference);
      if (concept === undefined ? reference === undefined : reference !== undefined)
        addBeside(draft, { member: 'notPerformedReason', value, type: codeableReference });
    },
    category: asFirst('category', 'CodeableConcept'),
    medication,
    dosageInstruction: asParts('dosageInstruction', dosage),
    renderedDosageInstruction: rendered('dosageInstruction'),
    substitution: (value, draft) => {
      const part = objectOf(value);
      const who = part?.['responsibleParty'];
      const whole = who === undefined ? value : { ...part, responsibleParty: listOf(who) };
      add(draft, 'substitution', whole);
    },
  },
  beside: { basedOn: 'Reference', statusChanged: 'DateTime', recorded: 'DateTime' },
};

export const medicationAdministration: Mapping = {
  same: 'identifier partOf status statusReason subject supportingInformation request note dosage eventHistory',
  renamed: {
    encounter: 'context',
    ...renamedChoice('occurence', 'effective', 'DateTime Period'), // spelt so in R5
  },
  changed: {
    category: asFirst('category', 'CodeableConcept'),
    medication,
    reason: asReasons(),
    performer: asParts('performer', {
      same: 'function',
      changed: { actor: asReferenceOrWords('actor') },
    }),
    device: asReferencesOrWords('device'),
  },
  beside: {
    basedOn: 'Reference',
    occurenceTiming: 'Timing',
    recorded: 'DateTime',
    isSubPotent: 'Boolean',
    subPotentReason: 'CodeableConcept',
  },
};

/** How strong: R4 has a ratio; an amount for each one of it is kept as it is, too. */
const strengthQuantity: MemberChange = (value, draft) => {
  add(draft, 'strength', { numerator: value, denominator: { value: 1 } });
  addBeside(draft, { member: 'strengthQuantity', value, type: 'Quantity' });
};

const item: MemberChange = (value, draft) => {
  const { concept, reference } = objectOf(value) ?? {};
  if (concept !== undefined) add(draft, 'itemCodeableConcept', concept);
  else if (reference !== undefined) add(draft, 'itemReference', reference);
  if (concept === undefined ? reference === undefined : reference !== undefined)
    addBeside(draft, { member: 'item', value, type: codeableReference });
};

export const medicationOfR5: Mapping = {
  same: 'identifier code status batch',
  renamed: { marketingAuthorizationHolder: 'manufacturer', doseForm: 'form' },
  changed: {
    ingredient: asParts('ingredient', {
      same: 'isActive',
      renamed: { strengthRatio: 'strength' },
      changed: { item, strengthQuantity },
      beside: { strengthCodeableConcept: 'CodeableConcept' },
    }),
  },
  beside: { totalVolume: 'Quantity', definition: 'Reference' },
};
