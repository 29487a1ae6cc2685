/** A file in a packed one, by the path that it has there. */
type Member = { readonly path: string };

/** What of a packed file is wanted, and what in it is known and not read: files, and folders of such files. */
export type SortedMembers<M extends Member> = {
  readonly wanted: readonly M[];
  readonly measured: readonly string[];
};

const appleExport = /^((?:.*\/)?apple_health_export\/)([^/]+)(\/.*)?$/i;
/** Where the Health app of an iPhone puts what hospitals gave it. */
const clinicalRecords = 'clinical-records';
/** What it writes of what a phone or a watch measured. The first is named in the phone's language. */
const ofMeasurements = /^(?:[^/]+\.xml|electrocardiograms|workout-routes)$/i;

/** "Download my record" as a ZIP: a document and what belongs to it. @see IHE XDM, ITI TF-2 3.32 */
const xdm = /^((?:.*\/)?)IHE_XDM\//i;
/** What is beside the document in the folder above, and what says inside what is where and how it looks. */
const above = /^(?:index\.html?|readme(?:\.txt|\.html?)?)$/i;
const inside = /(?:^|\/)(?:metadata\.xml|[^/]+\.xslt?|[^/]+\.css)$/i;

/**
 * Sorts out what packed files of known makers hold beside the record: of a downloaded record the style sheet, the index
 * and the read-me file are passed over; what a phone measured is named. Of any other packed file everything is wanted.
 */
export function sortMembers<M extends Member>(members: readonly M[]): SortedMembers<M> {
  const root = members.map(({ path }) => xdm.exec(path)?.[1]).find((one) => one !== undefined);
  const wanted = members.filter(
    ({ path }) => !isMeasured(path) && (root === undefined || !isHelper(path, root)),
  );
  const measured = members.filter(({ path }) => isMeasured(path)).map(({ path }) => firstIn(path));
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
  return ofMeasurements.test(appleExport.exec(path)?.[2] ?? '');
}

function isHelper(path: string, root: string): boolean {
  if (xdm.test(path)) return inside.test(path);
  return path.startsWith(root) && above.test(path.slice(root.length));
}

/** The file or the folder in the export that a path leads to or through. */
function firstIn(path: string): string {
  return appleExport.exec(path)?.[2] ?? path;
}
