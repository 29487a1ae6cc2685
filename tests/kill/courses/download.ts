import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright';
import { offsetOf } from '../../provider/paging.ts';
import { startProvider, type RunningProvider } from '../../provider/server.ts';
import { addRecordsPage } from '../../e2e/pages/add-records-page.ts';
import { overviewPage } from '../../e2e/pages/overview-page.ts';
import { goTo } from '../../e2e/pages/places.ts';
import { sourcePage } from '../../e2e/pages/source-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import { aLongRecord } from '../../e2e/made-records.ts';
import type { Course, CourseKind } from '../course.ts';
import { watchWords } from '../told.ts';
import { makeTemplate, startOpen, startWhole } from '../vault-template.ts';
import type { WholeRecord } from '../whole-record.ts';

const observations = 500;
/** The patient's own entry and one problem. */
const allEntries = observations + 2;

/** A download of many pages. Interrupted, it goes on where it was; finished, it begins anew on a fresh record. */
export const downloadCourse: CourseKind = {
  name: 'download',
  async begin() {
    const provider = await startProvider({ open: true, texts: [aLongRecord(observations)] });
    provider.setManners({ slow: { ms: 40 } });
    const template = await makeTemplate(() => Promise.resolve());
    const folders = await freshFolders();
    let program: RunningProgram | undefined;
    /** Entries that the page was told of. */
    let told = 0;
    let standing: Standing = 'complete';
    /** How many requests the provider had seen, and how many measurements were stored, when it went on. */
    let goingOn: GoneOn | undefined;
    const wentOn = { times: 0, toTheEnd: 0 };

    const course: Course = {
      name: 'download',
      async ready() {
        if (standing === 'complete' || program === undefined) {
          await program?.kill();
          await template.copyTo(folders);
          program = await startOpen(folders);
          told = 0;
          standing = 'begun';
        }
        return program;
      },
      async act({ window }) {
        await watchWords(window, (words) => {
          const soFar = /^([\d,]+) entr(?:y|ies) so far/m.exec(words)?.[1];
          if (soFar !== undefined) told = Math.max(told, Number(soFar.replaceAll(',', '')));
        });
        if (standing === 'half') {
          await toGoOn(window);
          goingOn = { requests: provider.requests.length, stored: told };
          await sourcePage(window).goOn();
        } else await beginAnew(window, provider.fhirBaseUrl);
        if ((await addRecordsPage(window).outcome()) !== 'done') throw new Error('it was held');
        told = allEntries;
      },
      async check() {
        const opened = await startWhole(folders);
        program = opened.program;
        const stored = storedOf(opened.record, provider);
        if (stored < told) throw new Error(`${String(stored)} entries of ${String(told)} told`);
        const from = goingOn;
        goingOn = undefined;
        standing = standingOf(opened.record);
        if (standing === 'complete' && stored < allEntries) {
          throw new Error(`${String(stored)} entries are told as all`);
        }
        told = stored;
        const words = `${String(stored)} of ${String(allEntries)} entries`;
        if (from === undefined) return words;
        assertNotAskedAgain(provider, from);
        if (provider.requests.length > from.requests) wentOn.times += 1;
        if (standing === 'complete') wentOn.toTheEnd += 1;
        return `${words}, gone on with from ${String(from.stored)}`;
      },
      async conclude() {
        if (standing === 'half') {
          const started = await course.ready();
          await course.act(started);
          await started.kill();
          await course.check();
        }
        const { times, toTheEnd } = wentOn;
        return times === 0
          ? 'NO moment fell into a half download, so none went on with one'
          : `went on with a half download: ${String(times)}, of these to its end: ${String(toTheEnd)}`;
      },
      async end() {
        await program?.kill();
        await provider.close();
        await template.remove();
        await folders.remove();
      },
    };
    return course;
  },
};

/** Nothing of it is stored yet, a part of it is, or all. */
type Standing = 'begun' | 'half' | 'complete';

type GoneOn = { readonly requests: number; readonly stored: number };

function standingOf({ overview: { sources } }: WholeRecord): Standing {
  const [source] = sources;
  if (sources.length > 1) throw new Error('the service is a source twice');
  if (source?.state === 'complete') return 'complete';
  return source?.state === 'downloading' ? 'half' : 'begun';
}

/**
 * How many entries are stored. @throws Error where one is not as the provider served it, stands there twice or in two
 * versions, or is counted wrongly
 */
function storedOf(
  { entries, overview: { sources } }: WholeRecord,
  provider: RunningProvider,
): number {
  const served = new Map(
    provider.store
      .all()
      .map(({ type, id, text }) => [`${type}/${id}`, JSON.parse(text) as unknown]),
  );
  const names = entries.map(({ original, earlier }) => {
    const resource = JSON.parse(original) as { readonly resourceType: string; readonly id: string };
    const name = `${resource.resourceType}/${resource.id}`;
    if (!isDeepStrictEqual(resource, served.get(name))) throw new Error(`${name} is another`);
    if (earlier.length > 0) throw new Error(`${name} is stored twice, as two versions`);
    return name;
  });
  if (new Set(names).size < names.length) throw new Error('an entry is there twice');
  const counted = sources.flatMap(({ stored }) => Object.values(stored));
  const sum = counted.reduce((before, count) => before + count, 0);
  if (sum !== names.length) {
    throw new Error(`${String(sum)} are counted, ${String(names.length)} are there`);
  }
  return names.length;
}

/** @throws Error where the provider was asked once more for measurements that were stored before */
function assertNotAskedAgain(provider: RunningProvider, { requests, stored }: GoneOn): void {
  // Measurements come after the patient and the problem; a page is stored whole or not at all.
  const before = stored - (allEntries - observations);
  for (const { path } of provider.requests.slice(requests)) {
    const { pathname, searchParams } = new URL(path, provider.origin);
    if (pathname === '/fhir/Observation' && offsetOf(searchParams) < before) {
      throw new Error('the service was asked again for a page that was stored');
    }
  }
}

/** To the page of the source, by what the overview says of it. */
async function toGoOn(window: Page): Promise<void> {
  await goTo(window, 'Overview');
  const [words = ''] = await overviewPage(window).sources();
  if (!words.includes('The download was interrupted'))
    throw new Error('it is not offered to go on');
  await overviewPage(window).openSource(0);
  await sourcePage(window).seeStanding(/it goes on where it stopped$/);
}

async function beginAnew(window: Page, address: string): Promise<void> {
  const page = addRecordsPage(window);
  await goTo(window, 'Add records');
  await page.typeAddress(address);
  await page.findService();
  await page.choosePatient();
  await page.fetchRecord();
}
