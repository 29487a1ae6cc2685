import { Disclosure } from '../../ui/Disclosure.tsx';
import { countWords } from '../../ui/type-words.ts';
import { storedCountWords } from './outcome-words.ts';
import type { FileOfSource } from './outcome-rows.ts';

/** Folded away: the files of a source that came in several, and what each of them brought. */
export function FilesOfSource({ files }: { readonly files: readonly FileOfSource[] }) {
  return (
    <Disclosure summary={`It came in ${countWords(files.length, 'file', 'files')}`}>
      <table className="phr-table">
        <caption className="nhsuk-u-visually-hidden">Its files</caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">What it brought</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ name, counts }, at) => (
            <tr key={`${String(at)}-${name}`}>
              <th scope="row">{name}</th>
              <td>{storedCountWords(counts)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}
