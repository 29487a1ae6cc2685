import { afterEach, describe, expect, it } from 'vitest';
import { listOf, objectOf, objectsOf } from '../../../../shared/fhir/resource.ts';
import type { SyncStep } from '../../../../shared/ipc/sync.ts';
import {
  aCapabilityStatement,
  aSearchset,
  aSync,
  pullAll,
  sendJson,
  smallServer,
  type SmallServer,
} from '../fixtures.ts';

const servers: SmallServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const everything = { name: 'everything', definition: 'OperationDefinition/Patient-everything' };

/** A statement that offers to search Goal, and `$everything`. */
function withEverything(): unknown {
  const statement = aCapabilityStatement(['Goal']);
  const [goal] = resourcesOf(statement);
  return {
    ...statement,
    rest: [{ mode: 'server', resource: [{ type: 'Patient', operation: [everything] }, goal] }],
  };
}

function resourcesOf(statement: unknown): readonly unknown[] {
  return listOf(objectsOf(objectOf(statement)?.['rest'])[0]?.['resource']);
}

function withLastUpdated(statement: Record<string, unknown>): Record<string, unknown> {
  const searchParam = [{ name: '_lastUpdated', type: 'date' }];
  return {
    ...statement,
    rest: [{ mode: 'server', searchParam, resource: resourcesOf(statement) }],
  };
}

type Answer = (url: URL, origin: string) => unknown;

/** What the steps of a download from a server are that answers its searches so. */
async function stepsFrom(
  answer: Answer,
  statement: unknown = aCapabilityStatement(['Goal']),
  input: { readonly since?: string } = {},
) {
  let origin = '';
  const server = await smallServer(({ url = '' }, response) => {
    const asked = new URL(url, origin);
    if (asked.pathname === '/metadata') sendJson(response, statement);
    else if (asked.pathname === '/Patient/ada')
      sendJson(response, { resourceType: 'Patient', id: 'ada' });
    else {
      const body = answer(asked, origin);
      if (typeof body === 'number') sendJson(response, { resourceType: 'OperationOutcome' }, body);
      else sendJson(response, body);
    }
  });
  servers.push(server);
  origin = server.origin;
  const steps = await pullAll(await aSync({ fhirBaseUrl: origin, ...input }));
  return { server, steps, told: steps.slice(1, -1).map(inWords) };
}

function inWords(step: SyncStep): string {
  return step.kind === 'refused' ? `${step.job}: ${step.reason}` : step.kind;
}

const goal = (id: string) => ({ resourceType: 'Goal', id });
const issue = (severity: string) => ({ resourceType: 'OperationOutcome', issue: [{ severity }] });
const pageOf = (url: URL) => Number(url.searchParams.get('page') ?? '1');

describe('pages that lead nowhere', () => {
  it('end where one leads to itself', async () => {
    const { told } = await stepsFrom((url) => aSearchset([goal('1')], url.href));
    expect(told).toEqual(['page', 'Goal: server-broken']);
  });

  it('end where the second leads back to the first', async () => {
    const { told } = await stepsFrom((url) =>
      aSearchset([goal(String(pageOf(url)))], pageOf(url) === 1 ? '/Goal?page=2' : '/Goal?page=1'),
    );
    expect(told.slice(-1)).toEqual(['Goal: server-broken']);
    expect(told.length).toBeLessThan(5);
  });

  it('end where every address is new and every page the same', async () => {
    const { told } = await stepsFrom((url) =>
      aSearchset([goal('1'), goal('2')], `/Goal?page=${String(pageOf(url) + 1)}`),
    );
    expect(told).toEqual(['page', 'page', 'Goal: server-broken']);
  });

  it('end where page after page is empty, though some may be', async () => {
    const some = await stepsFrom((url) =>
      pageOf(url) < 20
        ? aSearchset([], `/Goal?page=${String(pageOf(url) + 1)}`)
        : aSearchset([goal('1')]),
    );
    expect(some.told).toEqual(Array.from({ length: 20 }, () => 'page'));
    const ever = await stepsFrom((url) => aSearchset([], `/Goal?page=${String(pageOf(url) + 1)}`));
    expect(ever.told.slice(-1)).toEqual(['Goal: server-broken']);
    expect(ever.told.length).toBeLessThan(60);
  });

  it.each([
    'file:///etc/passwd',
    'data:application/fhir+json,{}',
    'http://127.0.0.1:9/fhir/Goal?page=2',
    'https://elsewhere.example/fhir/Goal',
    '//elsewhere.example/Goal',
    'javascript:alert(1)',
  ])('are refused at %s, with the page kept', async (next) => {
    const { told } = await stepsFrom(() => aSearchset([goal('1')], next));
    expect(told).toEqual(['page', 'Goal: off-origin-link']);
  });

  it('are none where the address of the next one is empty', async () => {
    const { told } = await stepsFrom(() => aSearchset([goal('1')], ''));
    expect(told).toEqual(['page']);
  });

  it('are followed in every style that servers have', async () => {
    const ways = (origin: string) => [
      `${origin}?_getpages=a&_page=2`,
      '?_offset=1&page=3',
      '/Goal?cursor=x&page=4',
      'Goal?page=5',
    ];
    const { told, server } = await stepsFrom((url, origin) => {
      const at = url.searchParams.has('_getpages') ? 2 : pageOf(url);
      return aSearchset([goal(String(at))], ways(origin)[at - 1]);
    });
    expect(told).toEqual(['page', 'page', 'page', 'page', 'page']);
    expect(server.seen.map(({ url }) => url).slice(-4)).toEqual([
      '/?_getpages=a&_page=2',
      '/?_offset=1&page=3',
      '/Goal?cursor=x&page=4',
      '/Goal?page=5',
    ]);
  });
});

describe('a server that understands the patient only one way', () => {
  const types = ['AllergyIntolerance', 'Goal', 'Flag', 'Immunization'];
  const statement = aCapabilityStatement(types);
  const knowing = (named: string) => (url: URL) => {
    const isFound = url.pathname !== '/Flag' && url.searchParams.get('patient') === named;
    return aSearchset(isFound ? [{ resourceType: url.pathname.slice(1), id: '1' }] : []);
  };
  const found = ({ steps }: Awaited<ReturnType<typeof stepsFrom>>) =>
    steps.flatMap((step) => (step.kind === 'page' && step.total === 1 ? [step.job] : []));

  it('is asked the other way where it finds nothing', async () => {
    const byReference = await stepsFrom(knowing('Patient/ada'), statement);
    expect(found(byReference)).toEqual(['AllergyIntolerance', 'Immunization', 'Goal']);
  });

  it('is asked one way only, once it is understood', async () => {
    const byId = await stepsFrom(knowing('ada'), statement);
    expect(found(byId)).toEqual(['AllergyIntolerance', 'Immunization', 'Goal']);
    expect(byId.server.seen.filter(({ url }) => url.includes('Patient%2Fada'))).toEqual([]);
  });

  it('is not taken for one by a search for what is new', async () => {
    const since = '2026-01-20T00:00:00.000Z';
    const nothingNew = (url: URL) =>
      url.searchParams.has('_lastUpdated') ? aSearchset([]) : knowing('ada')(url);
    const telling = withLastUpdated(statement);
    const byId = await stepsFrom(nothingNew, telling, { since });
    expect(byId.server.seen.filter(({ url }) => url.includes('Patient%2Fada'))).toEqual([]);
    expect(found(byId)).toEqual([]);
    const someNew = await stepsFrom(knowing('Patient/ada'), telling, { since });
    expect(found(someNew)).toEqual(['AllergyIntolerance', 'Immunization', 'Goal']);
  });
});

describe('what a page says of itself', () => {
  it('is an error in the place of entries, with the status of success', async () => {
    const { told } = await stepsFrom(() => issue('error'));
    expect(told).toEqual(['page', 'Goal: server-refused']);
  });

  it('is an error beside entries: the rest is fetched, and something is missing', async () => {
    const { told } = await stepsFrom((url) =>
      pageOf(url) === 1
        ? aSearchset([goal('1'), issue('fatal')], '/Goal?page=2')
        : aSearchset([goal('2')]),
    );
    expect(told).toEqual(['page', 'page', 'Goal: server-refused']);
  });

  it('is a remark, and nothing is missing', async () => {
    expect((await stepsFrom(() => aSearchset([goal('1'), issue('warning')]))).told).toEqual([
      'page',
    ]);
    expect((await stepsFrom(() => issue('information'))).told).toEqual(['page']);
  });

  it('is that there are more than came', async () => {
    const { told } = await stepsFrom(() => ({ ...aSearchset([goal('1')]), total: 3 }));
    expect(told).toEqual(['page', 'Goal: everything-cut-short']);
  });
});

describe('a page that says neither how many there are nor that there is another', () => {
  const all = (count: number) => Array.from({ length: count }, (_, at) => goal(String(at)));
  const mute = (entries: readonly unknown[]) => ({ ...aSearchset(entries), total: undefined });
  const offsetOf = (url: URL) => Number(url.searchParams.get('_offset') ?? '0');
  const ids = (steps: readonly SyncStep[]) =>
    new Set(
      steps.flatMap((step) => {
        if (step.kind !== 'page' || step.job !== 'Goal') return [];
        const entries = objectsOf(objectOf(JSON.parse(step.text))?.['entry']);
        return entries.map((entry) => objectOf(entry['resource'])?.['id']);
      }),
    );

  it('is asked for once more by _offset, until nothing comes', async () => {
    const { told, steps } = await stepsFrom((url) =>
      mute(all(130).slice(offsetOf(url), offsetOf(url) + 50)),
    );
    expect(told).toEqual(['page', 'page', 'page', 'page']);
    expect(ids(steps).size).toBe(130);
  });

  it('is whole where nothing follows', async () => {
    const { told } = await stepsFrom((url) => mute(all(50).slice(offsetOf(url))));
    expect(told).toEqual(['page', 'page']);
  });

  it('passes over remarks when it counts', async () => {
    const { steps } = await stepsFrom((url) => {
      const page = all(70).slice(offsetOf(url), offsetOf(url) + 50);
      return mute([...page, issue('warning')]);
    });
    expect(ids(steps).has('50')).toBe(true);
  });

  it.each([
    [
      'does not know _offset',
      (url: URL) => (url.searchParams.has('_offset') ? 400 : mute(all(100))),
    ],
    ['gives the same once more', () => mute(all(100))],
  ] as const)('leaves a doubt where the server %s', async (_, answer) => {
    const { told } = await stepsFrom(answer);
    expect(told).toEqual(['page', 'Goal: more-unknown']);
  });

  it('leaves none where the page is no full one', async () => {
    expect((await stepsFrom(() => mute(all(7)))).told).toEqual(['page']);
    expect((await stepsFrom(() => mute(all(20)))).told).toEqual(['page', 'page']);
  });
});

describe('a page that is not in UTF-8', () => {
  async function textFrom(contentType: string): Promise<readonly string[]> {
    const page = JSON.stringify(
      aSearchset([{ ...goal('1'), description: { text: 'Grün – gut' } }]),
    );
    const server = await smallServer(({ url = '' }, response) => {
      if (url === '/metadata') sendJson(response, aCapabilityStatement(['Goal']));
      else if (url === '/Patient/ada') sendJson(response, { resourceType: 'Patient', id: 'ada' });
      else {
        response.writeHead(200, { 'content-type': contentType });
        // As windows-1252 writes the dash, which most programs call Latin-1.
        response.end(Buffer.from(page.replace('–', '\u0096'), 'latin1'));
      }
    });
    servers.push(server);
    const steps = await pullAll(await aSync({ fhirBaseUrl: server.origin }));
    return steps.slice(1, -1).map((step) => (step.kind === 'page' ? step.text : inWords(step)));
  }

  it('is read to the letter where the server says which letters it has', async () => {
    const [text] = await textFrom('application/fhir+json; charset=ISO-8859-1');
    expect(text).toContain('Grün – gut');
  });

  it('is refused where it does not say, or says UTF-8', async () => {
    expect(await textFrom('application/fhir+json')).toEqual(['Goal: server-broken']);
    expect(await textFrom('application/fhir+json; charset=utf-8')).toEqual(['Goal: server-broken']);
  });
});

describe('$everything', () => {
  it('is not asked for where the searches bring all', async () => {
    const { server } = await stepsFrom(() => aSearchset([goal('1')]), withEverything());
    expect(server.seen.some(({ url }) => url.includes('$everything'))).toBe(false);
  });

  it('brings what a search was refused for, and is asked for no more', async () => {
    const { told, server } = await stepsFrom(
      (url) => (url.pathname === '/Goal' ? 403 : aSearchset([goal('1')])),
      withEverything(),
    );
    expect(told).toEqual(['Goal: server-refused', 'page']);
    expect(server.seen.at(-1)?.url).toBe('/Patient/ada/$everything?_count=200&_type=Goal');
  });

  it('is asked ever more plainly', async () => {
    const { told, server } = await stepsFrom((url) => {
      if (url.pathname === '/Goal') return 403;
      return url.search === '' ? aSearchset([goal('1')]) : 400;
    }, withEverything());
    expect(server.seen.at(-1)?.url).toBe('/Patient/ada/$everything');
    expect(told).toEqual(['Goal: server-refused', 'page']);
  });

  it.each([400, 500])(
    'is never taken for the whole where it ends with %i in the middle',
    async (status) => {
      const { told } = await stepsFrom((url) => {
        if (url.pathname === '/Goal') return 403;
        return pageOf(url) === 2 ? status : aSearchset([goal('1')], '?page=2');
      }, withEverything());
      expect(told).toEqual(['Goal: server-refused', 'page', '$everything: everything-cut-short']);
    },
  );
});
