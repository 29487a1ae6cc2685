import type { Source } from '../../../shared/record/source.ts';
import { useRefreshing } from '../../app/refreshing.ts';
import { LinkButton } from '../../ui/Button.tsx';

/** A service that is fetched from by itself just now. */
export function RefreshNotice({ sources }: { readonly sources: readonly Source[] }) {
  const { now, pause } = useRefreshing();
  const source = sources.find(({ id }) => id === now?.source);
  if (source === undefined) return null;
  return (
    <p className="phr-body phr-refreshing" role="status">
      Fetching from {source.name}… <LinkButton onClick={pause}>Pause</LinkButton>
    </p>
  );
}
