/** A file in a packed one, by the path that it has there. */
type Member = { readonly path: string };

/** What of a packed file is wanted, and what in it is known and not read: files, and folders of such files. */
export type SortedMembers<M extends Member> = {
  readonly wanted: readonly M[];
  readonly measured: readonly string[];
};

const appleExport = /^((?:.*\/)?apple_health_export\/)([^/]+)(\/.*)?$/i;
/** Where the Health app of an iPhone puts what hospitals gave it; all else is what a phone or a watch measured. */
const clinicalRecords = 'clinical-records';

/** "Download my record" as a ZIP: a document and what belongs to it. @see IHE XDM, ITI TF-2 3.32 */
const xdm = /(?:^|\/)IHE_XDM\//i;
const beside = /(?:^|\/)(?:index\.html?|readme(?:\.txt|\.html?)?|metadata\.xml)$/i;
/** How a document looks, and small pictures of what is there in full. */
const looks = /\.(?:xslt?|css)$|(?:^|\/)(?:thumbs?|thumbnails?)\//i;

/**
 * Sorts out what packed files of known makers hold beside the record: style sheets, indexes, read-me files are passed
 * over; what a phone measured is named.
 */
export function sortMembers<M extends Member>(members: readonly M[]): SortedMembers<M> {
  const isXdm = members.some(({ path }) => xdm.test(path));
  const wanted = members.filter(
    ({ path }) => !looks.test(path) && !(isXdm && beside.test(path)) && !isMeasured(path),
  );
  const measured = members.filter(({ path }) => isMeasured(path)).map(({ path }) => firstIn(path));
  // A packed file of nothing but such files is what somebody wanted to add.
  if (wanted.length === 0 && measured.length === 0) return { wanted: members, measured: [] };
  return { wanted, measured: [...new Set(measured)] };
}

/** Whether a path leads to one of the clinical records of a phone's export: all of them are one source. */
export function isPhoneRecord(path: string): boolean {
  return appleExport.exec(path)?.[2]?.toLowerCase() === clinicalRecords;
}

/** The packed file or folder that such a path lies in. */
export function phoneExportOf(path: string): string {
  const folder = appleExport.exec(path)?.[1] ?? '';
  return folder.replace(/\/?apple_health_export\/$/i, '') || 'apple_health_export';
}

function isMeasured(path: string): boolean {
  const found = appleExport.exec(path);
  return found !== null && found[2]?.toLowerCase() !== clinicalRecords;
}

/** The file or the folder in the export that a path leads to or through. */
function firstIn(path: string): string {
  return appleExport.exec(path)?.[2] ?? path;
}
