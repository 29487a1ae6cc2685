import type { FactName } from '../../fact.ts';
import type { JsonObject } from '../../../fhir/resource.ts';
import type { Item, Table } from '../table.ts';
import type { TypeTable } from '../type-table.ts';

const rule: Table = {
  action: 'detail',
  purpose: 'reasonCode',
  class: 'content',
  securityLabel: 'accessRestriction',
  actor: { is: 'actor', head: ['reference', 'role'], parts: { role: 'role' } },
  data: 'content',
  'data.reference': 'content',
  period: 'occurrence',
  dataPeriod: 'timing',
};

/** @see https://hl7.org/fhir/R4/consent-definitions.html#Consent.provision.type */
function ruleName({ type }: JsonObject): FactName {
  if (type === 'deny') return 'consentDeny';
  return type === 'permit' ? 'consentPermit' : 'provision';
}

const provision = (...nested: readonly Item[]): Item => ({
  is: 'provision',
  isIn: ruleName,
  head: ['code', 'action', 'purpose'],
  parts: {
    // Of several codes the first is the head; all the others are as much refused or allowed.
    ...rule,
    ...Object.fromEntries(nested.map((item) => ['provision', item])),
  },
});

/** @see https://hl7.org/fhir/R4/consent.html */
export const consent: TypeTable = {
  title: ['category', 'scope'],
  date: ['dateTime', 'period'],
  facts: {
    category: 'category',
    scope: 'topic',
    provision: provision(provision(provision())),
    policyRule: 'policy',
    policy: {
      is: 'policy',
      head: ['uri', 'authority'],
      parts: { authority: 'managingOrganization' },
    },
    'source[x]': 'sourceDocument',
    performer: 'author',
    verification: {
      is: 'verificationStatus',
      head: ['verified'],
      parts: { verifiedWith: 'participant', verificationDate: 'occurrence' },
    },
    'period.end': 'end',
  },
  organisation: ['organization', 'performer'],
};
