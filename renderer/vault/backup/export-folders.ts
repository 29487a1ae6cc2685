import { withoutEnd } from '../../../shared/base/without-end.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { fileNameOf } from '../record/file-name.ts';
import type { VaultState } from '../catalogue/state.ts';

/** The names of an export's folders. */
export type Folders = {
  /** `server`: of an entry whose type and id its source has on another server too. */
  of(sourceId: SourceId, server?: string): string;
};

/** Numbers make them unique, also on a disk that takes capitals and small letters for the same. */
export function exportFolders({ sources }: Pick<VaultState, 'sources'>): Folders {
  const folders = new Map(
    [...sources.values()].map(({ id, name }, at) => [id, `${String(at + 1)} ${plainName(name)}`]),
  );
  const servers = new Map<string, string>();
  const ofServer = (folder: string, server: string): string => {
    const known = servers.get(`${folder} ${server}`);
    if (known !== undefined) return known;
    const [number = ''] = folder.split(' ');
    const name = `${number}.${String(servers.size + 2)} ${plainName(server)}`;
    servers.set(`${folder} ${server}`, name);
    return name;
  };
  return {
    of(sourceId, server) {
      const folder = folders.get(sourceId) ?? '0';
      return server === undefined ? folder : ofServer(folder, server);
    },
  };
}

/** Windows takes no name that ends with a space or a full stop. */
function plainName(name: string): string {
  return withoutEnd(fileNameOf(name, 'text/plain').replace(/\.txt$/i, ''), ' .');
}
