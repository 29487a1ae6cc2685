import { setTimeout as wait } from 'node:timers/promises';
import { htmlAnswer, operationOutcome, type Answer } from './answer.ts';
import { letterIn, type LetterForm } from './letter-forms.ts';
import type { Searchset } from './search.ts';
import {
  nonsenseEntries,
  remark,
  withEndpoints,
  withoutId,
  withoutLastUpdated,
  withoutTypes,
} from './spoilt-entries.ts';

/** What a manner knows of a request. */
export interface Asked {
  readonly method: string;
  /** The path on the server, as `/fhir/Observation`. */
  readonly path: string;
}

/** The connection is cut without an answer. */
export const hangUp = Symbol('hang up');

/** One way in which a server behaves badly. Each part is optional: where there is none, the server goes its way. */
export interface Manner {
  /** Answers in the server's place. */
  readonly instead?: (
    asked: Asked,
  ) => Answer | typeof hangUp | undefined | Promise<Answer | undefined>;
  /** Changes a page of a search before it is written out. */
  readonly page?: (page: Searchset) => Searchset;
  /** Changes an answer on its way out. */
  readonly after?: (answer: Answer, asked: Asked) => Answer;
  /** Asked once at each request that carries a good access token. */
  readonly tokenExpires?: () => boolean;
  readonly refreshIsRefused?: () => boolean;
  /** A search answers with everybody's entries, whomever it asks for. */
  readonly ignoresPatient?: () => boolean;
}

/** Which requests a manner touches: all FHIR requests, unless `path` says otherwise; for ever, unless `times` does. */
interface Reach {
  readonly path?: RegExp;
  readonly times?: number;
}

const fhirPath = /^\/fhir\//;

/** Whether a request is touched, counting down `times`. */
function within({ path = fhirPath, times = Infinity }: Reach): (asked: Asked) => boolean {
  let left = times;
  return (asked) => {
    if (left <= 0 || !path.test(asked.path)) return false;
    left -= 1;
    return true;
  };
}

function answering(reach: Reach, answer: Answer): Manner {
  const touches = within(reach);
  return { instead: (asked) => (touches(asked) ? answer : undefined) };
}

type Busy = Reach & {
  readonly retryAfter?: number;
  readonly asDate?: boolean;
  readonly everyRequests?: number;
  readonly status?: 429 | 503;
};

type QuotaHeaders = 'ratelimit' | 'epoch' | 'nothing';

type Quota = Reach & {
  readonly requests: number;
  readonly windowMs?: number;
  readonly says?: QuotaHeaders;
};

/** What services write of their quota: the standard in the making, an older habit with a moment, or nothing. */
function quotaHeaders(
  says: QuotaHeaders,
  { until, left }: { readonly until: number; readonly left: number },
): Readonly<Record<string, string>> {
  const remaining = String(Math.max(0, left));
  switch (says) {
    case 'ratelimit': {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      return { ratelimit: `"default";r=${remaining};t=${String(seconds)}` };
    }
    case 'epoch':
      return {
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': String(Math.ceil(until / 1000)),
      };
    case 'nothing':
      return {};
  }
}

/** Says yes every n-th time that it is asked. */
function everyNth(every: number): () => boolean {
  let asked = 0;
  return () => {
    asked += 1;
    return asked % every === 0;
  };
}

export const mannerTable = {
  /** Every connection is cut, sign-in included. */
  down: () => ({ instead: () => hangUp }),

  /** Every answer takes `ms` milliseconds longer. */
  slow: ({ ms, ...reach }: Reach & { readonly ms: number }) => {
    const touches = within(reach);
    return {
      instead: async (asked) => {
        if (touches(asked)) await wait(ms, undefined, { ref: false });
        return undefined;
      },
    };
  },

  /** A page for people where FHIR is expected, as a hotel's or hospital's Wi-Fi sends it. */
  html: (reach: Reach) =>
    answering(reach, htmlAnswer('<!doctype html><title>Welcome</title><p>Accept our terms.')),

  /** Sends the client elsewhere, such as from https to http. */
  redirect: ({ to, ...reach }: Reach & { readonly to: string }) =>
    answering(reach, { ...htmlAnswer('', 302), headers: { location: to } }),

  /** An error with the status of success. */
  errorAsSuccess: (reach: Reach) =>
    answering(reach, { ...operationOutcome(200, 'exception', 'the search could not be done') }),

  status: ({ status, ...reach }: Reach & { readonly status: number }) =>
    answering(reach, operationOutcome(status, 'exception', 'told to answer so')),

  /** Says nothing of which types it has, and has nothing at the address of one that it does not keep: 404, or 204. */
  listsNothing: ({
    status = 404,
    keeps,
  }: {
    readonly status?: number;
    readonly keeps: RegExp;
  }) => ({
    instead: ({ path }) => {
      const [, type] = /^\/fhir\/([A-Z][A-Za-z]+)$/.exec(path) ?? [];
      if (type === undefined || keeps.test(type)) return undefined;
      return status === 204
        ? { status, contentType: 'application/fhir+json', body: '' }
        : operationOutcome(status, 'not-found', 'there is no such type');
    },
    after: (answer, { path }) =>
      path === '/fhir/metadata' && answer.status === 200
        ? { ...answer, body: withoutTypes(String(answer.body)) }
        : answer,
  }),

  /** 429, or 503, with `Retry-After` in seconds, or as the moment so many seconds from now, where it is given. */
  tooManyRequests: ({ retryAfter, asDate, everyRequests = 1, status = 429, ...reach }: Busy) => {
    const touches = within(reach);
    const isTurn = everyNth(everyRequests);
    const wait = () =>
      asDate === true && retryAfter !== undefined
        ? new Date(Date.now() + retryAfter * 1000).toUTCString()
        : String(retryAfter);
    return {
      instead: (asked) =>
        touches(asked) && isTurn()
          ? operationOutcome(status, 'throttled', 'too many requests', {
              ...(retryAfter !== undefined && { 'retry-after': wait() }),
            })
          : undefined,
    };
  },

  /** So many requests in each `windowMs`; says how many are left and, in one of three ways, when there are new ones. */
  quota: ({ requests, windowMs = 1000, says = 'ratelimit', ...reach }: Quota) => {
    const touches = within(reach);
    let window = { until: 0, left: requests };
    const headersOf = () => quotaHeaders(says, window);
    return {
      instead: (asked) => {
        if (!touches(asked)) return undefined;
        if (Date.now() >= window.until) window = { until: Date.now() + windowMs, left: requests };
        window.left -= 1;
        return window.left >= 0
          ? undefined
          : operationOutcome(429, 'throttled', 'too many requests', headersOf());
      },
      after: (answer, { path }) =>
        fhirPath.test(path)
          ? { ...answer, headers: { ...answer.headers, ...headersOf() } }
          : answer,
    };
  },

  /** The connection ends in the middle of every n-th answer. */
  drop: ({ everyRequests = 1, ...reach }: Reach & { readonly everyRequests?: number }) => {
    const touches = within(reach);
    const isTurn = everyNth(everyRequests);
    return {
      after: (answer, asked) =>
        touches(asked) && isTurn() ? { ...answer, wire: 'cut-off' } : answer,
    };
  },

  /** An answer comes as gzip that lacks its end. */
  cutGzip: (reach: Reach) => {
    const touches = within(reach);
    return {
      after: (answer, asked) => (touches(asked) ? { ...answer, wire: 'gzip-cut-off' } : answer),
    };
  },

  /** A letter is answered with something else, and with the status of success; `cut`: with its first half. */
  letterAs: ({ form }: { readonly form: LetterForm }) => ({
    after: (answer, asked) =>
      /^\/fhir\/Binary\//.test(asked.path) && answer.status === 200
        ? letterIn(form, answer)
        : answer,
  }),

  /** `$everything` answers 400 from page `page` on. */
  everythingCutShort: ({ page }: { readonly page: number }) => ({
    after: (answer, asked) =>
      asked.path.endsWith('$everything') && (answer.page ?? 0) >= page
        ? operationOutcome(400, 'exception', 'the operation took too long')
        : answer,
  }),

  /** The JSON of page `page` of every search ends in the middle. */
  brokenPage: ({ page, ...reach }: Reach & { readonly page: number }) => {
    const touches = within(reach);
    return {
      after: (answer, asked) => {
        if (answer.page !== page || typeof answer.body !== 'string' || !touches(asked)) {
          return answer;
        }
        return { ...answer, body: answer.body.slice(0, answer.body.length / 2) };
      },
    };
  },

  /** The access token is no longer good at every n-th request. */
  expireTokens: ({ everyRequests }: { readonly everyRequests: number }) => {
    return { tokenExpires: everyNth(everyRequests) };
  },

  refuseRefresh: () => ({ refreshIsRefused: () => true }),

  /** `next` leads back to the page it stands on. */
  nextLoop: () => ({
    page: (page) => (page.next === undefined ? page : { ...page, next: page.self }),
  }),

  /** `next` leads from the second page back to the first. */
  nextBack: () => ({
    page: (page) => {
      if (page.next === undefined && page.page === 1) return page;
      const first = page.self.replace(/[?&]_page=[^&]*/, '');
      return page.page === 1 ? page : { ...page, next: first };
    },
  }),

  /** `next` is a new address on every page, and the page the same for ever. */
  nextEndless: () => {
    let pages = 0;
    return {
      page: (page) => {
        if (page.entries.length === 0) return page;
        pages += 1;
        return { ...page, next: `${page.self}&again=${String(pages)}` };
      },
    };
  },

  /** `next` leads to another server, which must never see the access token. */
  nextElsewhere: ({ url }: { readonly url: string }) => ({
    page: (page) => ({ ...page, next: url }),
  }),

  /** The SMART configuration names these addresses in place of its own. */
  signInAt: (endpoints: Readonly<Record<string, string>>) => ({
    after: (answer, { path }) =>
      path.endsWith('/.well-known/smart-configuration') && answer.status === 200
        ? { ...answer, body: withEndpoints(String(answer.body), endpoints) }
        : answer,
  }),

  /** The search parameter `patient` is not known, which FHIR allows: everybody's entries come. @see https://hl7.org/fhir/R4/search.html#errors */
  ignoresPatient: () => ({ ignoresPatient: () => true }),

  /** A remark of the server stands among the entries, as Epic's 4119 does. */
  warnings: () => ({
    page: (page) => ({ ...page, entries: [...page.entries, remark] }),
  }),

  /** Every n-th entry has no id, as in exports of GP systems. */
  noIds: ({ everyEntries }: { readonly everyEntries: number }) => ({
    page: (page) => ({
      ...page,
      entries: page.entries.map((entry, at) =>
        (at + 1) % everyEntries === 0 ? withoutId(entry) : entry,
      ),
    }),
  }),

  /** No entry says when it was last changed. */
  noLastUpdated: () => ({
    page: (page) => ({ ...page, entries: page.entries.map(withoutLastUpdated) }),
  }),

  /** Nonsense stands before, between and after the entries. */
  nonsense: () => ({
    page: (page) => ({
      ...page,
      entries: [
        ...nonsenseEntries,
        ...page.entries.flatMap((entry) => [entry, 'null']),
        '{"resource":{}}',
      ],
    }),
  }),
} satisfies Record<string, (setting: never) => Manner>;

type MannerTable = typeof mannerTable;
export type MannerName = keyof MannerTable;

/** Which manners are on, and how. */
export type Manners = {
  readonly [Name in MannerName]?: MannerTable[Name] extends () => Manner
    ? true
    : Parameters<MannerTable[Name]>[0];
};

/** All manners that are on, as one. */
export interface Conduct {
  instead(asked: Asked): Promise<Answer | typeof hangUp | undefined>;
  page(page: Searchset): Searchset;
  after(answer: Answer, asked: Asked): Answer;
  tokenExpires(): boolean;
  refreshIsRefused(): boolean;
  ignoresPatient(): boolean;
}

/** Joins the manners that are on; `after` and `page` are applied in the order in which they were named. */
export function conductOf(manners: Manners): Conduct {
  const active = Object.entries(manners).map(([name, setting]) => mannerOf(name, setting));
  return {
    instead: async (asked) => {
      for (const manner of active) {
        const answer = await manner.instead?.(asked);
        if (answer !== undefined) return answer;
      }
      return undefined;
    },
    page: (page) => active.reduce((changed, manner) => manner.page?.(changed) ?? changed, page),
    after: (answer, asked) =>
      active.reduce((changed, manner) => manner.after?.(changed, asked) ?? changed, answer),
    tokenExpires: () => active.some((manner) => manner.tokenExpires?.() === true),
    refreshIsRefused: () => active.some((manner) => manner.refreshIsRefused?.() === true),
    ignoresPatient: () => active.some((manner) => manner.ignoresPatient?.() === true),
  };
}

function mannerOf(name: string, setting: unknown): Manner {
  // Each setting belongs to its own row by the type of `Manners`, which a loop over names cannot follow.
  const make = mannerTable[name as MannerName] as (setting: unknown) => Manner;
  return make(setting);
}
