import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { zipSync } from 'fflate';
import { utf8 } from '../../shared/base/bytes.ts';
import type { Links } from '../provider/links.ts';

/** A letter, and a ZIP with another in it: none of these names and words stands anywhere else. */
export const letter = { name: 'quillwort-tidings.txt', words: 'brambling under the lantern' };
export const packed = { name: 'tansy-inventory.txt', words: 'seven curlews at the weir' };
const nameOfZip = 'marjoram-parcel';
export const zip = `${nameOfZip}.zip`;

/** A problem behind a health link, and what the link is called and opened with. */
export const linked = {
  words: 'Sandpiper’s elbow',
  label: 'Letters from the saltmarsh',
  passcode: 'fritillary-0417',
};

/** What the two letters say and are called. */
export const ofLetters = [
  ...['quillwort-tidings', letter.words],
  ...['tansy-inventory', packed.words],
];
/** All that is said and named in what the person adds: nobody may find it on the disk. */
export const ofWhatIsAdded = [...ofLetters, nameOfZip, ...Object.values(linked)];

/** Writes the letter and the ZIP; answers where they lie. */
export async function writeCanaries(folder: string): Promise<readonly string[]> {
  const files = [path.join(folder, letter.name), path.join(folder, zip)] as const;
  await writeFile(files[0], `Dear Margaret, ${letter.words}.`);
  await writeFile(files[1], zipSync({ [packed.name]: utf8(`There are ${packed.words}.`) }));
  return files;
}

/** Puts the problem behind a health link; answers the link and its key. */
export function linkCanary(links: Links): { readonly link: string; readonly key: string } {
  const text = JSON.stringify({
    resourceType: 'Condition',
    id: 'linked',
    subject: { reference: 'Patient/margaret' },
    code: { text: linked.words },
  });
  const { label, passcode } = linked;
  const files = [{ contentType: 'application/fhir+json', text }];
  const link = links.add({ files, label, passcode });
  const payload = JSON.parse(
    Buffer.from(link.replace(/^.*shlink:\//, ''), 'base64url').toString(),
  ) as { readonly key: string };
  return { link, key: payload.key };
}
