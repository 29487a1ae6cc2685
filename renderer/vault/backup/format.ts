import { z } from 'zod';
import { AppError } from '../../../shared/base/error.ts';
import { fromUtf8, utf8, type Bytes } from '../../../shared/base/bytes.ts';

/** The files of a backup, described for other programs in docs/backup-format.md. */
export const formatName = 'patient-held-record backup';
/** The highest that this program reads. @see versionOf */
export const backupVersion = 2;

/**
 * The version of a backup: 2 where entries of it stand apart from the record, which an earlier program would bring back
 * as the person's own.
 */
export function versionOf({ holdsSetAside }: { readonly holdsSetAside: boolean }): number {
  return holdsSetAside ? backupVersion : 1;
}

/** The first file: says what this is, so that a later form is told before anything else is read. */
export const formatFile = 'format.json';
export const readmeFile = 'README.txt';
/** The last file: names every other one with its length and hash. */
export const manifestFile = 'manifest.json';
export const signingKeyFile = 'own/signing-key.json';

export const fhirFolder = 'fhir/';
export const documentsFolder = 'documents/';
export const lineBreaksFolder = 'own/line-breaks/';
export const eventsPrefix = 'own/events-';

const count = z.int().min(0);

const manifest = z.object({
  format: z.literal(formatName),
  version: z.int(),
  /** ISO 8601, UTC. */
  madeAt: z.iso.datetime(),
  program: z.object({ name: z.string(), version: z.string() }),
  /** The thumbprint (RFC 7638) of the key that signs this person's summaries: tells one record from another. */
  signingKey: z.string().optional(),
  /** The log that the events were read from: its vault's tag, and how many rows it had. */
  log: z.object({ vault: z.string(), rows: count }),
  /** Events of the log, entries (by key), texts of entries with all their versions, and documents. */
  counts: z.object({ events: count, entries: count, texts: count, documents: count }),
  /** What was damaged or gone in the vault. */
  missing: z.object({ texts: count, documents: count, logRows: count }),
  files: z.array(
    z.object({ name: z.string(), bytes: count, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  ),
});
export type BackupManifest = z.infer<typeof manifest>;
export type ListedFile = BackupManifest['files'][number];

/** How many parts of the vault are not in the backup. */
export function missingParts({ missing }: BackupManifest): number {
  return missing.texts + missing.documents + missing.logRows;
}

/** @throws backup-damaged where the manifest is not as agreed */
export function readBackupManifest(bytes: Bytes): BackupManifest {
  const read = manifest.safeParse(readJsonFile(bytes));
  if (!read.success) throw new AppError('backup-damaged', { where: manifestFile });
  return read.data;
}

/** @throws backup-not-readable where this is no backup, backup-newer-version where a later program made it */
export function checkFormat(bytes: Bytes): void {
  const read = z
    .object({ format: z.literal(formatName), version: z.int() })
    .safeParse(readJsonFile(bytes));
  if (!read.success) throw new AppError('backup-not-readable');
  if (read.data.version > backupVersion) throw new AppError('backup-newer-version');
}

export function jsonFile(value: unknown): Bytes {
  return utf8(`${JSON.stringify(value, undefined, 2)}\n`);
}

/** The JSON of a file or a line. @throws backup-damaged */
export function readJsonFile(bytes: Bytes): unknown {
  try {
    return JSON.parse(fromUtf8(bytes));
  } catch (cause) {
    throw new AppError('backup-damaged', { cause, where: 'json' });
  }
}

export const readme = utf8(`Patient-Held Record: a backup

This archive holds one person's whole health record, as plain files. Whoever can
read this text can read all of it: keep it safe, and delete it when you are done.

  fhir/       what each source sent, one FHIR resource a line (NDJSON); a folder
              a source, listed in own/sources.ndjson
  documents/  attachments that were fetched from the sources, as they came
  own/        what the program itself keeps: events in their order, sources, the
              share log, settings, the key that signs summaries
  manifest.json   every file with its length and SHA-256, and what was missing
  padding     nothing; it fills the archive up

Not in here: the passphrase, the recovery code, and the access to hospitals and
surgeries. After a restore, sign in to them again.

To restore it, open the encrypted file with Patient-Held Record.
Its form is described in docs/backup-format.md of the program's sources.
`);
