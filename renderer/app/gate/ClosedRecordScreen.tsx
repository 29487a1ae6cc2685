import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { PersonChoice } from '../../vault/api.ts';
import { GateFrame, type GateLink } from './GateFrame.tsx';

type ClosedState = Exclude<PersonChoice['state'], 'ready'>;

type ClosedRecordScreenProps = {
  readonly state: ClosedState;
  /** What the person is called; `undefined` where there is only one who chose no name. */
  readonly name: string | undefined;
  readonly onBringBack: () => void;
  readonly back?: GateLink;
  readonly more?: readonly GateLink[];
};

/** A record that this program cannot open: what happened, what is safe, what to do. */
export function ClosedRecordScreen({
  state,
  name,
  onBringBack,
  ...links
}: ClosedRecordScreenProps) {
  const { title, safe, next, canBringBack } = words[state];
  return (
    <GateFrame
      title={name === undefined ? 'Your record stays closed' : `The record “${name}” stays closed`}
      {...links}
    >
      <Notice tone="care" title={title}>
        <p>{safe}</p>
        <p>{next}</p>
      </Notice>
      {canBringBack && (
        <div className="phr-actions">
          <Button onClick={onBringBack}>Bring back a backup</Button>
        </div>
      )}
    </GateFrame>
  );
}

type ClosedWords = {
  readonly title: string;
  readonly safe: string;
  readonly next: string;
  readonly canBringBack: boolean;
};

const words = {
  newer: {
    title: 'It was made by a newer version of this program',
    safe: 'It is safe: nothing in it was opened or changed.',
    next: 'Install the newest version of this program, then open it there.',
    canBringBack: false,
  },
  damaged: {
    title: 'The part that opens it is damaged',
    safe: 'What is on the disk was left as it is. Your backups are separate files and are not touched by this.',
    next: 'Bring back the newest backup. It becomes a record beside this one; nothing is written over.',
    canBringBack: true,
  },
  missing: {
    title: 'It was on this computer, and cannot be found now',
    safe: 'Its files were removed or damaged. Your backups are separate files and are not touched by this.',
    next: 'Bring back the newest backup.',
    canBringBack: true,
  },
} as const satisfies Record<ClosedState, ClosedWords>;
