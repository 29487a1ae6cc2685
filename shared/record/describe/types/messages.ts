import type { Table } from '../table.ts';
import type { TypeTable } from '../type-table.ts';

const message: Table = {
  payload: { is: 'payload', head: ['content[x]', 'contentAttachment.title'], parts: {} },
  priority: 'priority',
  reasonCode: 'reasonCode',
  reasonReference: 'reasonReference',
  about: 'addresses',
  category: 'category',
  medium: 'method',
  statusReason: 'statusReason',
  recipient: 'recipient',
  inResponseTo: 'relates',
  note: 'note',
};

/** @see https://hl7.org/fhir/R4/communication.html */
export const communication: TypeTable = {
  title: ['topic'],
  date: ['sent', 'received'],
  facts: message,
  organisation: ['sender'],
};

/** @see https://hl7.org/fhir/R4/communicationrequest.html */
export const communicationRequest: TypeTable = {
  title: ['topic'],
  date: ['authoredOn', 'occurrenceDateTime', 'occurrencePeriod'],
  facts: { ...message, 'occurrence[x]': 'occurrence' },
  organisation: ['requester', 'sender'],
};
