import { defined } from '../../../shared/base/defined.ts';
import { AppError, codeOf } from '../../../shared/base/error.ts';
import { valueOf } from '../../../shared/base/result.ts';
import type { Bytes } from '../../../shared/base/bytes.ts';
import {
  openHealthLinkFile,
  readHealthLink,
  readHealthLinkManifest,
  type HealthLink,
  type HealthLinkFile,
} from '../../../shared/share/health-link.ts';
import type { FileOutcome, LinkToOpen, OpenedLink } from '../api/files.ts';
import type { MainBridge } from '../api/vault-api.ts';
import { linkOrigin, type LinkOrigin } from './link-origin.ts';
import { readableOf } from './readable.ts';
import type { NamedFile } from './unpack-files.ts';

/** What was behind a link, opened and not stored: it stays in the worker's memory until the person has decided. */
export type LinkFiles = {
  readonly files: readonly NamedFile[];
  /** Files of the link that cannot be had, each with why. */
  readonly refused: readonly FileOutcome[];
  readonly origin: LinkOrigin;
};

/** @see https://hl7.org/fhir/uv/smart-health-cards-and-links: access to a FHIR server instead of a file */
const apiAccess = 'application/smart-api-access';

/**
 * Fetches what is behind a SMART Health Link and decrypts it here; its key never leaves the vault.
 * @throws link-unreadable, link-gone, file-empty where there is nothing, and what `link:manifest` answers
 */
export async function openLink(
  main: MainBridge,
  { link, recipient, passcode }: LinkToOpen,
): Promise<{ readonly answer: OpenedLink; readonly opened?: LinkFiles }> {
  const health = readHealthLink(link);
  if (health.isDirect) {
    const { text } = valueOf(await main('link:file', { url: health.url, recipient }));
    const listed = { contentType: '', content: { kind: 'embedded', jwe: text } } as const;
    return ready(await filesOf(main, health, [listed]), health.longTerm);
  }
  const said = defined({ recipient, passcode });
  const answered = valueOf(await main('link:manifest', { url: health.url, ...said }));
  if (answered.kind === 'passcode') return { answer: answered };
  const { status, files } = readHealthLinkManifest(answered.text, health);
  if (status === 'no-longer-valid') throw new AppError('link-gone');
  if (files.length === 0) throw new AppError('file-empty', { where: 'health link' });
  const mayChange = status === 'can-change' || (status === undefined && health.longTerm);
  return ready(await filesOf(main, health, files), mayChange);
}

function ready(opened: LinkFiles, mayChange: boolean) {
  const files = opened.files.length + opened.refused.length;
  return { answer: { kind: 'ready', files, mayChange } as const, opened };
}

async function filesOf(
  main: MainBridge,
  link: HealthLink,
  listed: readonly HealthLinkFile[],
): Promise<LinkFiles> {
  const files: NamedFile[] = [];
  const refused: FileOutcome[] = [];
  for (const [at, file] of listed.entries()) {
    const name = nameOf(link, listed.length === 1 ? undefined : at + 1);
    try {
      if (file.contentType.startsWith(apiAccess)) throw new AppError('file-sign-in-needed');
      const bytes = await contentOf(main, link, file);
      files.push({ name, content: readableOf(bytes) });
    } catch (thrown) {
      if (codeOf(thrown) === 'download-cancelled') throw thrown;
      refused.push({ path: name, kind: 'unknown', outcome: 'refused', code: codeOf(thrown) });
    }
  }
  return { files, refused, origin: await linkOrigin(link, listed.length) };
}

async function contentOf(
  main: MainBridge,
  { key }: HealthLink,
  { content }: HealthLinkFile,
): Promise<Bytes> {
  if (content.kind === 'nowhere') throw new AppError('link-unreadable', { where: 'location' });
  const jwe =
    content.kind === 'embedded'
      ? content.jwe
      : valueOf(await main('link:file', { url: content.url })).text;
  const { bytes } = await openHealthLinkFile(jwe, key);
  return bytes;
}

/** What the record calls it: the label that its maker gave the link, and where it was fetched from. */
function nameOf({ label, url }: HealthLink, number: number | undefined): string {
  const { host } = new URL(url);
  // A slash would make a folder of it.
  const words = label?.replaceAll(/[/\\]/g, ' ').trim();
  const name =
    words === undefined || words === '' ? `Link from ${host}` : `${words} (from ${host})`;
  return number === undefined ? name : `${name}, file ${String(number)}`;
}
