import {
  startProvider,
  type ProviderOptions,
  type RunningProvider,
} from '../../../provider/server.ts';

/** A patient with `observations` results, a decimal that ends in zero, an organisation and a letter with its bytes. */
export function aPatientBundle(given: string, observations: number, letter = 'letter'): string {
  const patient = `urn:uuid:patient-${given}`;
  const entries = [
    `{"fullUrl":"${patient}","resource":{"resourceType":"Patient","name":[{"given":["${given}"],"family":"Test"}]}}`,
    `{"resource":{"resourceType":"Organization","id":"org-${given}","name":"Surgery"}}`,
    `{"fullUrl":"urn:uuid:binary-${given}","resource":{"resourceType":"Binary","contentType":"application/pdf","data":"${Buffer.from(letter).toString('base64')}"}}`,
    `{"resource":{"resourceType":"DocumentReference","id":"doc-${given}","status":"current","subject":{"reference":"${patient}"},"content":[{"attachment":{"contentType":"application/pdf","url":"urn:uuid:binary-${given}"}}]}}`,
    ...Array.from({ length: observations }, (_, index) => anObservation(given, index)),
  ];
  return `{"resourceType":"Bundle","type":"transaction","entry":[${entries.join(',')}]}`;
}

function anObservation(given: string, index: number): string {
  const category = index % 2 === 0 ? 'laboratory' : 'vital-signs';
  return `{"resource":{"resourceType":"Observation","id":"${given}-${String(index)}","meta":{"lastUpdated":"2026-01-${String((index % 28) + 1).padStart(2, '0')}T08:00:00Z"},"status":"final","category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"${category}"}]}],"code":{"text":"Potassium"},"subject":{"reference":"urn:uuid:patient-${given}"},"valueQuantity":{"value":7.0,"unit":"mmol/L"}}}`;
}

const running: RunningProvider[] = [];

/** A provider that `closeProviders` ends. */
export async function aProvider(options: ProviderOptions): Promise<RunningProvider> {
  const provider = await startProvider(options);
  running.push(provider);
  return provider;
}

export async function closeProviders(): Promise<void> {
  await Promise.all(running.splice(0).map((provider) => provider.close()));
}

export interface Page {
  readonly resourceType: string;
  readonly total: number;
  readonly link: readonly { relation: string; url: string }[];
  readonly entry?: readonly { fullUrl: string; resource: { resourceType: string; id: string } }[];
}

export async function get(url: string, token?: string, headers = {}): Promise<Response> {
  const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return fetch(url, { headers: { ...authorization, ...headers } });
}

export async function getPage(url: string, token?: string): Promise<Page> {
  const response = await get(url, token);
  // What the provider answers is under test right after; a wrong shape fails there.
  return (await response.json()) as Page;
}

export function nextOf(page: Page): string | undefined {
  return page.link.find(({ relation }) => relation === 'next')?.url;
}
