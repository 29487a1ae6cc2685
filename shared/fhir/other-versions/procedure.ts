import {
  asCode,
  asFirst,
  asNegatedStatus,
  asNote,
  asParts,
  contextAsEncounter,
} from './changes.ts';
import type { Mapping, Mappings } from './mapping.ts';

const performer: Mapping = { same: 'actor onBehalfOf', renamed: { role: 'function' } };

const done =
  'identifier subject category code performedDateTime performedPeriod location bodySite outcome report complication followUp focalDevice';

export const procedure: Mappings = {
  DSTU2: {
    same: `${done} encounter`,
    renamed: { used: 'usedReference' },
    listed: {
      reasonCodeableConcept: 'reasonCode',
      reasonReference: 'reasonReference',
      request: 'basedOn',
    },
    changed: {
      status: asCode('status', 'aborted:stopped'),
      notPerformed: asNegatedStatus('notPerformed', 'not-done'),
      reasonNotPerformed: asFirst('statusReason', 'CodeableConcept', 'reasonNotPerformed'),
      performer: asParts('performer', performer),
      notes: asNote(),
    },
  },
  STU3: {
    same: `${done} basedOn partOf reasonCode complicationDetail note usedReference usedCode`,
    renamed: { notDoneReason: 'statusReason' },
    listed: { reasonReference: 'reasonReference' }, // some servers send one alone
    changed: {
      status: asCode('status', 'suspended:on-hold aborted:stopped'),
      notDone: asNegatedStatus('notDone', 'not-done'),
      context: contextAsEncounter,
      performer: asParts('performer', performer),
    },
    beside: { definition: 'Reference' },
  },
};
