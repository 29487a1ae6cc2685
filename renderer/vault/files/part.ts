import type { Bytes } from '../../../shared/base/bytes.ts';
import type { ErrorCode } from '../../../shared/base/error.ts';
import type { IncomingSkip } from '../../../shared/fhir/incoming.ts';
import type { SetAside, Source } from '../../../shared/record/source.ts';
import type { SourceNote } from '../../../shared/record/source-note.ts';
import type { FileKind } from '../api/files.ts';
import type { Arriving } from '../sources/ingest.ts';

/** What a file holds, ready to be stored. */
export type Part = {
  readonly path: string;
  readonly kind: FileKind;
  /** What its source is called, where that is not the file's name. */
  readonly name?: string;
  /** SHA-256 of the file, unpacked, in hex. */
  readonly hash: string;
  readonly resources: readonly Arriving[];
  readonly skipped: readonly (IncomingSkip | StayedText | TooDeep | OfOthers)[];
  /** What the file itself says of how complete it is. */
  readonly warnings: readonly string[];
  /** What there is to say of how it was read. */
  readonly notes: readonly SourceNote[];
  /** Bytes that a resource names by an address, to be kept beside it. */
  readonly attachments: readonly PartAttachment[];
  /** There is more of it somewhere: a page of a longer answer. */
  readonly isPage: boolean;
  /** The resources are ours, made around a document: what the person called it since is not undone. */
  readonly isDocument: boolean;
  readonly issuer?: Source['issuer'];
  /** Those of `resources` that are kept apart from the record, and why; `mine`: the person has said to be in it. */
  readonly aside?: ReadonlyMap<Arriving, SetAside | 'mine'>;
  /** What tells each of `resources` from all others of its source, where the file says it: `Type|id`, as in an entry's key. */
  readonly keys?: readonly string[];
};

/** Something in a file that nothing could be stored of, though the rest of the file can be: one health card of several. */
export type RefusedPart = {
  /** The file's path, and which of its parts it is. */
  readonly path: string;
  readonly kind: FileKind;
  readonly code: ErrorCode;
  readonly where?: string;
};

/** Entries of a clinical document that are kept as text. */
export type StayedText = { readonly type: 'section'; readonly reason: 'stayed-text' };

/** A resource with more levels than a reader can go down. */
export type TooDeep = { readonly type: string; readonly reason: 'too-deep' };

/** What was left in a file about several people: another's, of no matter which type, or nobody's. */
export type OfOthers = {
  readonly type: string;
  readonly reason: 'other-person' | 'of-nobody' | 'about-someone-else';
};

export type PartAttachment = {
  readonly url: string;
  readonly contentType: string;
  readonly bytes: Bytes;
};

/** The last part of a path. */
export function fileNameIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The folder, or the packed file, that a file lay in; empty for one that lay in none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** What a part says now, where it holds what was said before as well. */
export function newestIn({ resources, keys }: Part): readonly Arriving[] {
  if (keys === undefined) return resources;
  const newest = new Map(keys.map((key, at) => [key, at]));
  return [...newest.values()].flatMap((at) => resources[at] ?? []);
}
