import { codeOfConcept } from '../concept.ts';
import { listOf, objectOf } from '../resource.ts';
import { addBeside } from './beside.ts';
import { asFirst, asPart, asParts } from './changes.ts';
import { add } from './map-members.ts';
import type { MemberChange, Mapping, Mappings } from './mapping.ts';

/** DSTU2's status of a document is a concept, R4's one of four codes. */
const docStatus: MemberChange = (value, draft) => {
  const code = codeOfConcept(value);
  if (/^(?:preliminary|final|amended|entered-in-error)$/.test(code ?? '')) {
    add(draft, 'docStatus', code);
  } else addBeside(draft, { member: 'docStatus', value, type: 'CodeableConcept' });
};

/** R4 puts identifier and reference into one Reference. */
const related: MemberChange = (value, draft) => {
  const references = listOf(value).map((one) => {
    const { ref, ...rest } = objectOf(one) ?? {};
    return objectOf(one) === undefined ? one : { ...objectOf(ref), ...rest };
  });
  add(draft, 'related', references);
};

const contextMembers: Mapping = {
  same: 'event period facilityType practiceSetting sourcePatientInfo',
  listed: { encounter: 'encounter' },
  changed: { related },
};

const documented =
  'masterIdentifier identifier subject type author custodian authenticator status relatesTo description securityLabel';

const described = {
  renamed: { indexed: 'date' },
  listed: { class: 'category' },
  beside: { created: 'DateTime' },
} as const;

export const documentReference: Mappings = {
  DSTU2: {
    ...described,
    same: documented,
    changed: {
      docStatus,
      content: asParts('content', {
        same: 'attachment',
        changed: { format: asFirst('format', 'Coding') },
      }),
      context: asPart('context', contextMembers),
    },
  },
  STU3: {
    ...described,
    same: `${documented} docStatus content`,
    changed: { context: asPart('context', contextMembers) },
  },
};
