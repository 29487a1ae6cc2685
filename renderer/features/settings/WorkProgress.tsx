import { ProgressBar } from '../../ui/ProgressBar.tsx';
import type { Parts } from '../../vault/api/backup.ts';

type WorkProgressProps = {
  /** "Backing up", "Opening and comparing" */
  readonly doing: string;
  readonly parts: Parts;
};

/** How far a longer work on the whole record has come. */
export function WorkProgress({ doing, parts }: WorkProgressProps) {
  return <ProgressBar words={`${doing}…`} done={parts.done} total={parts.total} />;
}
