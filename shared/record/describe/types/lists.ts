import type { TypeTable } from '../type-table.ts';

/** @see https://hl7.org/fhir/R4/list.html */
export const list: TypeTable = {
  title: ['title', 'code'],
  date: ['date'],
  facts: {
    code: 'type',
    entry: {
      is: 'entry',
      head: ['item'],
      parts: { flag: 'status', date: 'occurrence' },
    },
    note: 'note',
  },
  organisation: ['source'],
};

/** A period in which somebody looks after a problem. @see https://hl7.org/fhir/R4/episodeofcare.html */
export const episodeOfCare: TypeTable = {
  title: ['type'],
  date: ['period'],
  facts: {
    'period.end': 'end',
    type: 'type',
    diagnosis: { is: 'diagnosis', head: ['condition'], parts: { role: 'role' } },
    careManager: 'participant',
    team: 'careTeam',
    referralRequest: 'relates',
  },
  organisation: ['managingOrganization'],
};
