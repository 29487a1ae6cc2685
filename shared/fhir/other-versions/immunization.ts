import { listOf, objectOf } from '../resource.ts';
import { asCode, asFirst, asNegatedStatus, asParts, wrapped } from './changes.ts';
import { addBeside } from './beside.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

/** Who gave it and who ordered it were members of their own. @see https://terminology.hl7.org/CodeSystem-v2-0443.html */
function performerWho(code: 'AP' | 'OP'): MemberChange {
  const system = 'http://terminology.hl7.org/CodeSystem/v2-0443';
  return wrapped('performer', 'actor', { function: { coding: [{ system, code }] } });
}

/** The reasons for giving it and for not giving it stand in the resource itself. */
const explanation: MemberChange = (value, draft) => {
  const part = objectOf(value);
  if (part === undefined) {
    addBeside(draft, { member: 'explanation', value, type: '' });
    return;
  }
  const inner = { ...draft, path: `${draft.path}.explanation` };
  for (const [member, reasons] of Object.entries(part)) {
    if (member === 'reason') draft.members.set('reasonCode', listOf(reasons));
    else if (member === 'reasonNotGiven') {
      asFirst('statusReason', 'CodeableConcept', member)(reasons, inner, part);
    } else addBeside(inner, { member, value: reasons, type: '' });
  }
};

const vaccinationProtocol: Mapping = {
  same: 'series authority targetDisease',
  renamed: { doseSequence: 'doseNumberPositiveInt', seriesDoses: 'seriesDosesPositiveInt' },
  beside: {
    description: 'String',
    doseStatus: 'CodeableConcept',
    doseStatusReason: 'CodeableConcept',
  },
};

const given =
  'identifier vaccineCode patient encounter manufacturer location lotNumber expirationDate site route doseQuantity note reaction';

const protocol = asParts('protocolApplied', vaccinationProtocol, 'vaccinationProtocol');

export const immunization: Mappings = {
  DSTU2: {
    same: given,
    renamed: { date: 'occurrenceDateTime' },
    changed: {
      status: asCode('status'),
      wasNotGiven: asNegatedStatus('wasNotGiven', 'not-done'),
      performer: performerWho('AP'),
      requester: performerWho('OP'),
      explanation,
      vaccinationProtocol: protocol,
    },
    beside: { reported: 'Boolean' },
  },
  STU3: {
    same: `${given} primarySource reportOrigin`,
    renamed: { date: 'occurrenceDateTime' },
    changed: {
      status: asCode('status'),
      notGiven: asNegatedStatus('notGiven', 'not-done'),
      practitioner: asParts(
        'performer',
        { same: 'actor', renamed: { role: 'function' } },
        'practitioner',
      ),
      explanation,
      vaccinationProtocol: protocol,
    },
  },
};
