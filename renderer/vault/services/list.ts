import { fromUtf8, type Bytes } from '../../../shared/base/bytes.ts';
import { AppError } from '../../../shared/base/error.ts';
import type { Clock } from '../../../shared/base/clock.ts';
import {
  readUserAccessBrands,
  type ListedService,
} from '../../../shared/fhir/user-access-brands.ts';
import type { IncomingFile } from '../api/files.ts';
import type { KnownService, ServiceList } from '../api/sources.ts';
import { gunzip } from '../crypto/compress.ts';
import { keepSecret, readSecret, type Secrets } from '../open-vault/secrets.ts';

/** A list as it is kept, sealed: which services somebody looks for is nobody's business. */
export type KeptList = ServiceList & { readonly services: readonly ListedService[] };

const largestFile = 150_000_000;
const recentAtMost = 10;
const listSecret = ['service-list'];
const recentSecret = ['recent-services'];

/**
 * Takes a list of services out of a file and keeps it in the place of the one before.
 * @throws file-unreadable, file-not-service-list, file-too-large, vault-storage-full
 */
export async function loadList(
  secrets: Secrets,
  { name, file }: IncomingFile,
  clock: Clock,
): Promise<KeptList> {
  const services = readUserAccessBrands(await jsonIn(file));
  if (services === undefined) throw new AppError('file-not-service-list');
  const list = { name, count: services.length, loadedAt: clock().toISOString(), services };
  await keepSecret(secrets, listSecret, list);
  return list;
}

/** The list that was kept; `undefined` where there is none, or it no longer opens: it can be loaded again. */
export async function keptList(secrets: Secrets): Promise<KeptList | undefined> {
  const kept = await readSecret(secrets, listSecret).catch(() => undefined);
  return kept === null ? undefined : (kept as KeptList | undefined); // sealed by `loadList`
}

/** Lets go of the list. */
export async function forgetList(secrets: Secrets): Promise<void> {
  await keepSecret(secrets, listSecret, null);
}

/** The services that were tried last, the newest first. */
export async function recentServices(secrets: Secrets): Promise<readonly KnownService[]> {
  const kept = await readSecret(secrets, recentSecret).catch(() => undefined);
  return (kept ?? []) as readonly KnownService[]; // sealed by `rememberService`
}

/** Puts a service at the head of the recent ones. */
export async function rememberService(secrets: Secrets, service: KnownService): Promise<void> {
  const others = (await recentServices(secrets)).filter(
    ({ fhirBaseUrl }) => fhirBaseUrl !== service.fhirBaseUrl,
  );
  await keepSecret(secrets, recentSecret, [service, ...others].slice(0, recentAtMost));
}

async function jsonIn(file: Blob): Promise<unknown> {
  if (file.size > largestFile) throw new AppError('file-too-large');
  const bytes = await bytesOf(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    const plain = isGzip ? await gunzip(bytes, largestFile) : bytes;
    return JSON.parse(fromUtf8(plain).replace(/^\uFEFF/, ''));
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('file-not-service-list', { cause: thrown });
  }
}

async function bytesOf(file: Blob): Promise<Bytes> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    throw new AppError('file-unreadable', { cause });
  }
}
