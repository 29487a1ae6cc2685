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

/** A parsed example, as far as the faults reach into it. Any member may be taken away or say anything. */
type Example = Record<string, unknown> & { readonly entry: ExampleEntry[] };
type ExampleEntry = { fullUrl?: string; request?: unknown; readonly resource: Members };
type Members = Record<string, unknown>;
type Section = {
  title?: string;
  code?: unknown;
  text?: { div: string };
  entry?: { reference: string }[];
  section?: Section[];
  emptyReason?: unknown;
};

type Fault = {
  readonly name: string;
  readonly rules: readonly string[];
  readonly plant: (bundle: Example) => void;
};

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the example does not have it');
  return value;
}

const entryOf = (bundle: Example, at: number) => present(bundle.entry[at]);
const find = (bundle: Example, type: string) =>
  present(bundle.entry.find(({ resource }) => resource['resourceType'] === type)).resource;
const sectionsOf = (bundle: Example) => entryOf(bundle, 0).resource['section'] as Section[]; // a Composition
const firstSection = (bundle: Example) => present(sectionsOf(bundle)[0]);

const faults: readonly Fault[] = [
  {
    name: 'a required section is missing',
    rules: ['section-missing'],
    plant: (bundle) => sectionsOf(bundle).shift(),
  },
  {
    name: 'a section stands there twice',
    rules: ['section-twice'],
    plant: (bundle) => sectionsOf(bundle).push(firstSection(bundle)),
  },
  {
    name: 'a fullUrl is missing',
    rules: ['full-url'],
    plant: (bundle) => delete entryOf(bundle, 3).fullUrl,
  },
  {
    name: 'two entries share a fullUrl',
    rules: ['full-url-twice'],
    plant: (bundle) => Object.assign(entryOf(bundle, 3), { fullUrl: entryOf(bundle, 2).fullUrl }),
  },
  {
    name: 'a section entry dangles',
    rules: ['section-entry', 'reference-dangling'],
    plant: (bundle) => firstSection(bundle).entry?.splice(0, 1, { reference: 'urn:uuid:nowhere' }),
  },
  {
    name: 'a reference inside an entry dangles',
    rules: ['reference-dangling'],
    plant: (bundle) => {
      find(bundle, 'MedicationStatement')['medicationReference'] = { reference: 'Medication/gone' };
    },
  },
  {
    name: 'a reference leads to the wrong type',
    rules: ['reference-type'],
    plant: (bundle) => {
      const reference = entryOf(bundle, 1).fullUrl;
      find(bundle, 'MedicationStatement')['medicationReference'] = { reference };
    },
  },
  {
    name: 'a section has no text',
    rules: ['section-text'],
    plant: (bundle) => delete firstSection(bundle).text,
  },
  {
    name: 'a section has no title',
    rules: ['section-title'],
    plant: (bundle) => delete firstSection(bundle).title,
  },
  {
    name: 'a section has no code',
    rules: ['section-code'],
    plant: (bundle) => delete firstSection(bundle).code,
  },
  {
    name: 'a section is nested',
    rules: ['section-nested'],
    plant: (bundle) => {
      const second = present(sectionsOf(bundle)[1]);
      firstSection(bundle).section = [structuredClone(second)];
    },
  },
  {
    name: 'a required section has neither entry nor emptyReason',
    rules: ['section-empty'],
    plant: (bundle) => delete firstSection(bundle).entry,
  },
  {
    name: 'a section with entries says that it is empty',
    rules: ['section-empty', 'cmp-2'],
    plant: (bundle) => {
      firstSection(bundle).emptyReason = { text: 'none' };
    },
  },
  {
    name: 'a section lists a resource of a type that does not belong there',
    rules: ['section-entry-type'],
    plant: (bundle) => {
      const [problems, medicines] = sectionsOf(bundle);
      problems?.entry?.push(...present(medicines?.entry));
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
    plant: (bundle: Example) => {
      const div = `<div xmlns="http://www.w3.org/1999/xhtml">a ${markup}</div>`;
      firstSection(bundle).text = { ...firstSection(bundle).text, div };
    },
  })),
  {
    name: 'there is a second Patient',
    rules: ['patient-one'],
    plant: (bundle) =>
      bundle.entry.push({
        ...structuredClone(entryOf(bundle, 1)),
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
    plant: (bundle) => delete find(bundle, 'AllergyIntolerance')['clinicalStatus'],
  },
  {
    name: 'a problem has no code',
    rules: ['structure'],
    plant: (bundle) => delete find(bundle, 'Condition')['code'],
  },
  {
    name: 'the patient has no birth date',
    rules: ['structure'],
    plant: (bundle) => delete find(bundle, 'Patient')['birthDate'],
  },
  {
    name: 'a status is no code of its value set',
    rules: ['binding'],
    plant: (bundle) => Object.assign(find(bundle, 'MedicationStatement'), { status: 'taking' }),
  },
  {
    name: 'a member is unknown to FHIR',
    rules: ['structure'],
    plant: (bundle) => Object.assign(find(bundle, 'Condition'), { remark: 'x' }),
  },
  {
    name: 'an element is empty',
    rules: ['ele-1'],
    plant: (bundle) => Object.assign(find(bundle, 'Condition'), { note: [{}] }),
  },
  {
    name: 'the document has no identifier',
    rules: ['bundle-identifier'],
    plant: (bundle) => delete bundle['identifier'],
  },
  {
    name: 'the document has no timestamp',
    rules: ['bundle-timestamp'],
    plant: (bundle) => delete bundle['timestamp'],
  },
  {
    name: 'an entry carries a request',
    rules: ['entry-member'],
    plant: (bundle) => {
      entryOf(bundle, 2).request = { method: 'PUT', url: 'Practitioner/1' };
    },
  },
  {
    name: 'the Bundle is no document',
    rules: ['bundle-type'],
    plant: (bundle) => Object.assign(bundle, { type: 'collection' }),
  },
];

describe('judges on a document with one planted fault', () => {
  for (const fault of faults) {
    it(`notices that ${fault.name}`, () => {
      const example = ipsExamples().get('Bundle-bundle-minimal.json');
      const bundle = structuredClone(example) as Example; // the faults would throw where it is none
      fault.plant(bundle);
      const rules = judge(bundle).map((finding) => finding.rule);
      expect(rules).toEqual(expect.arrayContaining([...fault.rules]));
    });
  }
});
