import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { isHouseName, joinHouses, namedHouses } from './houses.ts';
import { loadFile, type LoadedResource } from './load.ts';
import { mannersNamed, namedManners } from './named-manners.ts';
import { startProvider, type RunningProvider } from './server.ts';

const usage = `Usage: npm run provider -- [--port N] [--open] [--load FILE]… [--link FILE]… [--house NAME]… [--manner NAME[=VALUE]]…

A SMART on FHIR server for tests and demos, on this computer only (127.0.0.1).
  --port N      listen on this port (default 8642; 0 for any free one)
  --open        serve without sign-in
  --load FILE   serve this FHIR file (Bundle or NDJSON, .gz too) instead of the project's own patient
  --later FILE  once Enter is pressed, serve this file in its place: entries are added, changed, taken away
  --link FILE   keep this FHIR or health card file behind a SMART Health Link, whose passcode is 4242
  --house NAME  be another kind of server:
${listed(Object.entries(namedHouses).map(([name, { words }]) => [name, words]))}
  --manner NAME[=VALUE]  behave badly:
${listed(Object.entries(namedManners).map(([name, { words, value }]) => [value === undefined ? name : `${name}=${value.name}`, value === undefined ? words : `${words} (${value.usual})`]))}`;

function listed(lines: readonly (readonly [string, string])[]): string {
  return lines.map(([name, words]) => `      ${name.padEnd(22)} ${words}`).join('\n');
}

const options = {
  port: { type: 'string', default: '8642' },
  open: { type: 'boolean', default: false },
  load: { type: 'string', multiple: true },
  link: { type: 'string', multiple: true },
  later: { type: 'string' },
  house: { type: 'string', multiple: true },
  manner: { type: 'string', multiple: true },
  help: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (!/^\d{1,5}$/.test(values.port)) throw new Error(`not a port: ${values.port}`);
  const { house: houses = [] } = values;
  const unknown = houses.filter((name) => !isHouseName(name));
  if (unknown.length > 0) throw new Error(`no such house: ${unknown.join(', ')}`);
  const joined = joinHouses(houses.filter(isHouseName));
  const later = values.later === undefined ? undefined : await loadFile(values.later);
  const provider = await startProvider({
    ...joined,
    manners: { ...joined.manners, ...mannersNamed(values.manner ?? []) },
    port: Number(values.port),
    open: values.open,
    ...(values.load && { load: values.load }),
  });
  announce(provider, values.open);
  for (const path of values.link ?? []) announceLink(provider, path);
  if (later) serveLater(provider, later);
  await new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await provider.close();
  return 0;
}

function serveLater(provider: RunningProvider, later: readonly LoadedResource[]): void {
  console.log('Press Enter to serve the later file.');
  process.stdin.once('data', () => {
    provider.store.replaceAll(later);
    process.stdin.pause();
    console.log('From now on the later file is served.');
  });
}

function announce(provider: RunningProvider, isOpen: boolean): void {
  console.log(`FHIR address: ${provider.fhirBaseUrl}`);
  if (isOpen) {
    console.log('No sign-in is needed.');
    return;
  }
  console.log('Sign in as:');
  for (const { name, username, password } of provider.accounts) {
    console.log(`  ${name}: user name ${username}, password ${password}`);
  }
}

function announceLink({ links }: RunningProvider, path: string): void {
  const isCard = path.endsWith('.smart-health-card');
  const contentType = isCard ? 'application/smart-health-card' : 'application/fhir+json';
  const file = { contentType, text: readFileSync(path, 'utf8') };
  console.log(`A link to ${path}, with the passcode 4242:`);
  console.log(`  ${links.add({ files: [file], label: basename(path), passcode: '4242' })}`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (fault: unknown) => {
    console.error(fault instanceof Error ? fault.message : String(fault));
    console.error(usage);
    process.exitCode = 64;
  },
);
