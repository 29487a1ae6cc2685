import type { PersonChoice } from '../../vault/api/people.ts';
import { ClosedRecordScreen } from './ClosedRecordScreen.tsx';
import type { GateLink } from './GateFrame.tsx';
import { UnlockScreen } from './UnlockScreen.tsx';
import { closedWords } from './closed-words.ts';
import { personName } from '../../program/ways-in/person-name.ts';

type PersonDoorProps = {
  readonly id: string;
  readonly people: readonly PersonChoice[];
  readonly onOpen: () => void;
  readonly onLookAgain: () => Promise<void>;
  readonly onBringBack: () => void;
  readonly back?: GateLink;
  readonly more?: readonly GateLink[];
};

/** The door to one record: to be opened, or with the reason why it stays closed. */
export function PersonDoor({
  id,
  people,
  onOpen,
  onLookAgain,
  onBringBack,
  ...links
}: PersonDoorProps) {
  const person = people.find((one) => one.id === id);
  if (person === undefined) return null;
  // With one record and no nickname there is nothing to tell apart.
  const nameless = people.length === 1 && person.nickname === undefined;
  const name = nameless ? undefined : personName(person, people);
  const closed = closedWords(person);
  if (closed !== undefined) {
    return (
      <ClosedRecordScreen
        {...links}
        id={id}
        words={closed}
        name={name}
        onBringBack={onBringBack}
        onLookAgain={onLookAgain}
      />
    );
  }
  return (
    <UnlockScreen
      {...links}
      person={person}
      name={name}
      onOpen={onOpen}
      onLookAgain={onLookAgain}
    />
  );
}
