import { describe, expect, it } from 'vitest';
import { ipsExamples } from './judges/definitions.ts';
import { judge } from './judges/judge.ts';

/** Two of the examples were taken from servers: their `fullUrl`s are addresses there, which IPS allows and our own documents never have. */
const fromServers = [
  'Bundle-bundle-ips-all-sections.json',
  'Bundle-bundle-no-info-required-sections.json',
];

describe('judges on the examples of IPS 2.0.0', () => {
  for (const [name, bundle] of ipsExamples()) {
    it(`finds nothing wrong in ${name}`, () => {
      const findings = judge(bundle).filter(
        (finding) => !(fromServers.includes(name) && finding.rule === 'full-url'),
      );
      expect(findings).toEqual([]);
    });
  }
});

/** A parsed example whose members a test may change at will. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- planted faults go against every type
type Loose = any;

type Fault = {
  readonly name: string;
  readonly rules: readonly string[];
  plant(bundle: Loose): void;
};

const find = (bundle: Loose, type: string): Loose =>
  bundle.entry.find((entry: Loose) => entry.resource.resourceType === type).resource;
const composition = (bundle: Loose): Loose => bundle.entry[0].resource;

const faults: readonly Fault[] = [
  {
    name: 'a required section is missing',
    rules: ['section-missing'],
    plant: (bundle) => composition(bundle).section.shift(),
  },
  {
    name: 'a section stands there twice',
    rules: ['section-twice'],
    plant: (bundle) => composition(bundle).section.push(composition(bundle).section[0]),
  },
  {
    name: 'a fullUrl is missing',
    rules: ['full-url'],
    plant: (bundle) => delete bundle.entry[3].fullUrl,
  },
  {
    name: 'two entries share a fullUrl',
    rules: ['full-url-twice'],
    plant: (bundle) => (bundle.entry[3].fullUrl = bundle.entry[2].fullUrl),
  },
  {
    name: 'a section entry dangles',
    rules: ['section-entry', 'reference-dangling'],
    plant: (bundle) => (composition(bundle).section[0].entry[0].reference = 'urn:uuid:nowhere'),
  },
  {
    name: 'a reference inside an entry dangles',
    rules: ['reference-dangling'],
    plant: (bundle) =>
      (find(bundle, 'MedicationStatement').medicationReference.reference = 'Medication/gone'),
  },
  {
    name: 'a reference leads to the wrong type',
    rules: ['reference-type'],
    plant: (bundle) =>
      (find(bundle, 'MedicationStatement').medicationReference.reference = bundle.entry[1].fullUrl),
  },
  {
    name: 'a section has no text',
    rules: ['section-text'],
    plant: (bundle) => delete composition(bundle).section[0].text,
  },
  {
    name: 'a section has no title',
    rules: ['section-title'],
    plant: (bundle) => delete composition(bundle).section[0].title,
  },
  {
    name: 'a section has no code',
    rules: ['section-code'],
    plant: (bundle) => delete composition(bundle).section[0].code,
  },
  {
    name: 'a section is nested',
    rules: ['section-nested'],
    plant: (bundle) =>
      (composition(bundle).section[0].section = [structuredClone(composition(bundle).section[1])]),
  },
  {
    name: 'a required section has neither entry nor emptyReason',
    rules: ['section-empty'],
    plant: (bundle) => delete composition(bundle).section[0].entry,
  },
  {
    name: 'a section with entries says that it is empty',
    rules: ['section-empty', 'cmp-2'],
    plant: (bundle) => (composition(bundle).section[0].emptyReason = { text: 'none' }),
  },
  {
    name: 'a section lists a resource of a type that does not belong there',
    rules: ['section-entry-type'],
    plant: (bundle) => {
      const [problems, medicines] = composition(bundle).section;
      problems.entry.push(...medicines.entry);
    },
  },
  ...[
    '<script>alert(1)</script>',
    '<p onclick="alert(1)">a</p>',
    '<a href="javascript:alert(1)">a</a>',
    '<p>unclosed',
    '<iframe src="https://example.org"></iframe>',
  ].map((markup) => ({
    name: `a narrative holds ${markup}`,
    rules: ['narrative'],
    plant: (bundle: Loose) =>
      (composition(bundle).section[0].text.div =
        `<div xmlns="http://www.w3.org/1999/xhtml">a ${markup}</div>`),
  })),
  {
    name: 'there is a second Patient',
    rules: ['patient-one'],
    plant: (bundle) =>
      bundle.entry.push({
        ...structuredClone(bundle.entry[1]),
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000000',
      }),
  },
  {
    name: 'the Composition is not first',
    rules: ['composition-first'],
    plant: (bundle) => bundle.entry.reverse(),
  },
  {
    name: 'an allergy has no clinicalStatus',
    rules: ['ait-1'],
    plant: (bundle) => delete find(bundle, 'AllergyIntolerance').clinicalStatus,
  },
  {
    name: 'a problem has no code',
    rules: ['structure'],
    plant: (bundle) => delete find(bundle, 'Condition').code,
  },
  {
    name: 'the patient has no birth date',
    rules: ['structure'],
    plant: (bundle) => delete find(bundle, 'Patient').birthDate,
  },
  {
    name: 'a status is no code of its value set',
    rules: ['binding'],
    plant: (bundle) => (find(bundle, 'MedicationStatement').status = 'taking'),
  },
  {
    name: 'a member is unknown to FHIR',
    rules: ['structure'],
    plant: (bundle) => (find(bundle, 'Condition').remark = 'x'),
  },
  {
    name: 'an element is empty',
    rules: ['ele-1'],
    plant: (bundle) => (find(bundle, 'Condition').note = [{}]),
  },
  {
    name: 'the document has no identifier',
    rules: ['bundle-identifier'],
    plant: (bundle) => delete bundle.identifier,
  },
  {
    name: 'the document has no timestamp',
    rules: ['bundle-timestamp'],
    plant: (bundle) => delete bundle.timestamp,
  },
  {
    name: 'an entry carries a request',
    rules: ['entry-member'],
    plant: (bundle) => (bundle.entry[2].request = { method: 'PUT', url: 'Practitioner/1' }),
  },
  {
    name: 'the Bundle is no document',
    rules: ['bundle-type'],
    plant: (bundle) => (bundle.type = 'collection'),
  },
];

describe('judges on a document with one planted fault', () => {
  for (const fault of faults) {
    it(`notices that ${fault.name}`, () => {
      const bundle = structuredClone(ipsExamples().get('Bundle-bundle-minimal.json'));
      fault.plant(bundle);
      const rules = judge(bundle).map((finding) => finding.rule);
      expect(rules).toEqual(expect.arrayContaining([...fault.rules]));
    });
  }
});
