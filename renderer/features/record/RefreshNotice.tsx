import type { Source } from '../../../shared/record/source.ts';
import { useRefreshing } from '../../program/refreshing.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { askedToWaitWords } from '../../ui/wait-words.ts';

/** A service that is fetched from by itself just now. */
export function RefreshNotice({ sources }: { readonly sources: readonly Source[] }) {
  const { now, pause } = useRefreshing();
  const source = sources.find(({ id }) => id === now?.source);
  if (source === undefined) return null;
  const waitsUntil = now?.progress?.waitsUntil;
  return (
    <p className="phr-body" role="status">
      Fetching from {source.name}… {waitsUntil !== undefined && askedToWaitWords(waitsUntil)}{' '}
      <LinkButton onClick={pause}>Pause</LinkButton>
    </p>
  );
}
