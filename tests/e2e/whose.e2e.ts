import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startProvider, type RunningProvider } from '../provider/server.ts';
import { addRecordsPage } from './pages/add-records-page.ts';
import { overviewPage } from './pages/overview-page.ts';
import { goTo } from './pages/places.ts';
import { recordPage } from './pages/record-page.ts';
import { see, seeHeading } from './pages/see.ts';
import { setUp } from './pages/set-up-page.ts';
import { sourcePage } from './pages/source-page.ts';
import { summaryPage } from './pages/summary-page.ts';
import { freshFolders, startProgram, type RunningProgram } from './program.ts';

/*
 * Nothing of another person is to be seen anywhere: from a service that answers with everybody's entries, from a file of
 * two people, and from what somebody else's search found.
 */

type Json = { readonly [member: string]: unknown };

const margaret = {
  ...{ resourceType: 'Patient', id: 'hale-1', birthDate: '1951-04-02' },
  name: [{ family: 'Hale', given: ['Margaret'] }],
};
const owen = {
  ...{ resourceType: 'Patient', id: 'stranger-2', birthDate: '1990-06-01' },
  name: [{ family: 'Zwicky', given: ['Owen'] }],
};
const of = (id: string) => ({ subject: { reference: `Patient/${id}` } });
const problem = (id: string, whom: string, text: string): Json => ({
  ...{ resourceType: 'Condition', id, ...of(whom), code: { text } },
  clinicalStatus: { coding: [{ code: 'active' }] },
});
const gout = problem('gout', margaret.id, 'Gout of the toe');
const strangers: readonly Json[] = [
  problem('z1', owen.id, 'Schizophrenia'),
  {
    ...{ resourceType: 'AllergyIntolerance', id: 'z2', criticality: 'high' },
    ...{ patient: { reference: `Patient/${owen.id}` }, code: { text: 'Latex' } },
  },
  {
    ...{ resourceType: 'MedicationRequest', id: 'z3', status: 'active', intent: 'order' },
    ...{ ...of(owen.id), medicationCodeableConcept: { text: 'Clozapine' } },
  },
];
const traces = /Schizophrenia|Clozapine|Latex|Zwicky|Owen/;

let provider: RunningProvider;
let folders: Awaited<ReturnType<typeof freshFolders>>;
let program: RunningProgram;
let files: string;

beforeAll(async () => {
  const texts = [margaret, gout, owen, ...strangers].map((one) => JSON.stringify(one)).join('\n');
  const manners = { ignoresPatient: true } as const;
  provider = await startProvider({ texts: [texts], open: true, manners });
  folders = await freshFolders();
  files = await mkdtemp(path.join(tmpdir(), 'phr-whose-'));
  program = await startProgram(folders);
  await setUp(program.window, 'nine slow tortoises crossing');
});
afterAll(async () => {
  await program.close();
  await provider.close();
  await folders.remove();
  await rm(files, { recursive: true, force: true });
});

async function bundle(name: string, resources: readonly Json[], type = 'collection') {
  const entry = resources.map((resource) => ({ resource }));
  const file = path.join(files, name);
  await writeFile(file, JSON.stringify({ resourceType: 'Bundle', type, entry }));
  return file;
}

/** All that a person can come upon. */
async function everywhere(): Promise<string> {
  const { window } = program;
  const words: string[] = [];
  await goTo(window, 'Overview');
  words.push(await overviewPage(window).text());
  await goTo(window, 'Record');
  const record = recordPage(window);
  words.push(...(await record.readAll()).map((entry) => entry.words));
  await goTo(window, 'Make a summary');
  const summary = summaryPage(window);
  words.push(await summary.text());
  await summary.toEndDate();
  await summary.toPreview();
  words.push(await summary.preview());
  return words.join('\n');
}

async function found(words: string): Promise<string> {
  await goTo(program.window, 'Record');
  const record = recordPage(program.window);
  await record.search(words);
  return record.found();
}

test('a service that ignores whom it is asked for: nothing of the others comes, and it is said', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(provider.fhirBaseUrl);
  expect(await page.findService()).toBe('open');
  await window.getByRole('radio', { name: /Hale/ }).check();
  await page.fetchRecord();
  expect(await page.outcome()).toBe('done');
  const [source] = await page.sources();
  expect(source?.state).toBe('3 entries are about someone else and were not taken in');
  expect(source?.stored).toEqual({ Patient: 1, Condition: 1 });
  expect(await page.text()).not.toMatch(traces);
  await page.aboutSource();
  const about = sourcePage(window);
  await about.seeStanding('3 entries are about someone else and were not taken in');
  expect(await about.text()).not.toMatch(traces);
  const all = await everywhere();
  expect(all).toContain('Gout of the toe');
  expect(all).not.toMatch(traces);
  for (const word of ['Schizophrenia', 'Clozapine', 'Latex', 'Zwicky']) {
    expect(await found(word)).toContain('Nothing found');
  }
});

test('a file of two people, one with entries of a stranger, and a stranger’s search bring only the own', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  const asthma = problem('asthma', margaret.id, 'Asthma');
  await page.addFiles(await bundle('two.json', [margaret, asthma, owen, ...strangers]));
  expect(await page.outcome()).toBe('several');
  await page.choosePerson(/Hale/);
  expect(await page.outcome()).toBe('done');
  expect((await page.sources())[0]?.state).toBe(
    '4 entries are about someone else and were not taken in',
  );
  expect(await page.text()).not.toMatch(traces);
  await page.again();
  const eczema = problem('eczema', margaret.id, 'Eczema');
  await page.addFiles(await bundle('mixed.json', [margaret, eczema, ...strangers]));
  expect(await page.outcome()).toBe('done');
  expect((await page.sources())[0]?.state).toBe(
    '3 entries are about someone else and were not taken in',
  );
  await page.again();
  await page.addFiles(await bundle('found.json', strangers, 'searchset'));
  expect(await page.outcome()).toBe('held');
  expect(await page.text()).toContain('Nothing has been added yet.');
  expect(await page.text()).not.toMatch(traces);
  await page.doNotAdd();
  const all = await everywhere();
  for (const own of ['Gout of the toe', 'Asthma', 'Eczema']) expect(all).toContain(own);
  expect(all).not.toMatch(traces);
});

test('what is in doubt stands apart, is told, and is taken in where the person says so', async () => {
  const { window } = program;
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  const unclear = { ...problem('doubt', 'x', 'Migraine'), subject: { display: 'M. E. Hollinby' } };
  await page.addFiles(await bundle('doubt.json', [margaret, unclear]));
  expect(await page.outcome()).toBe('done');
  expect((await page.sources())[0]?.state).toBe(
    '1 entry is set apart, because it is or may be about someone else',
  );
  expect(await page.text()).toContain('Came, but set apart (1)');
  expect(await page.text()).not.toContain('What did not come');
  expect(await everywhere()).not.toContain('Migraine');
  expect(await found('Migraine')).toContain('Nothing found');
  await goTo(window, 'Overview');
  await see(window, window.getByText('1 entry is set apart from your record'));
  await window.getByRole('button', { name: 'See it', exact: true }).click();
  await seeHeading(window, 'Set apart');
  await window.getByRole('list', { name: 'Entries' }).getByRole('button').first().click();
  await see(window, window.getByText('Set apart from your record'));
  await see(window, window.getByText('It names M. E. Hollinby.'));
  await window.getByRole('button', { name: 'It is about me: take it in', exact: true }).click();
  await window.getByText('Set apart from your record').waitFor({ state: 'detached' });
  expect(await everywhere()).toContain('Migraine');
});
