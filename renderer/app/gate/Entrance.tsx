import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { PersonChoice } from '../../vault/api/people.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { PeopleScreen } from './PeopleScreen.tsx';
import { PersonDoor } from './PersonDoor.tsx';
import { RestoreWizard } from './RestoreWizard.tsx';
import { SetUp } from './SetUp.tsx';
import { Welcome } from './WelcomeScreen.tsx';
import { usePeople } from './use-people.ts';

/** Where somebody is before a record is open. `start`: the list of people, the only record, or the welcome. */
type Place =
  | { readonly at: 'start' | 'set-up' | 'bring-back' }
  | { readonly at: 'person'; readonly id: string };

/** Everything between the start of the program and an open record. */
export function Entrance({ onOpen }: { readonly onOpen: () => void }) {
  const { read, lookAgain } = usePeople();
  const [place, setPlace] = useState<Place>({ at: 'start' });
  switch (read.state) {
    case 'reading':
      return null;
    case 'failed':
      return (
        <GateFrame title="Your record cannot be opened now">
          <ProblemNotice problem={read.problem} />
          <div className="phr-actions">
            <Button onClick={() => void lookAgain()}>Try again</Button>
          </div>
        </GateFrame>
      );
    case 'ready':
      return (
        <EntrancePlace
          people={read.people}
          place={place}
          onGo={setPlace}
          onLookAgain={lookAgain}
          onOpen={onOpen}
        />
      );
  }
}

type EntrancePlaceProps = {
  readonly people: readonly PersonChoice[];
  readonly place: Place;
  readonly onGo: (place: Place) => void;
  readonly onLookAgain: () => Promise<void>;
  readonly onOpen: () => void;
};

function EntrancePlace(props: EntrancePlaceProps) {
  const { people, place, onGo, onOpen } = props;
  const toStart = linkTo(onGo, 'Back', { at: 'start' });
  switch (place.at) {
    case 'set-up':
      return <SetUp people={people} back={toStart} onOpen={onOpen} />;
    case 'bring-back':
      return <RestoreWizard people={people} back={toStart} onOpen={onOpen} />;
    case 'person':
      return people.some(({ id }) => id === place.id) ? (
        <Door {...props} id={place.id} back={{ ...toStart, words: 'Somebody else' }} />
      ) : (
        <Start {...props} />
      );
    case 'start':
      return <Start {...props} />;
  }
}

/** What the program begins with: the welcome, the only record, or the list of people. */
function Start(props: EntrancePlaceProps) {
  const { people, onGo } = props;
  const bringBack = linkTo(onGo, 'Bring back a backup', { at: 'bring-back' });
  const more = [linkTo(onGo, 'Add another person', { at: 'set-up' }), bringBack];
  const [only, ...others] = people;
  if (only === undefined) {
    const start = linkTo(onGo, 'Start', { at: 'set-up' });
    return <Welcome onStart={start.onClick} onBringBack={bringBack.onClick} />;
  }
  if (others.length === 0) return <Door {...props} id={only.id} more={more} />;
  return (
    <PeopleScreen
      people={people}
      more={more}
      onChoose={({ id }) => {
        onGo({ at: 'person', id });
      }}
    />
  );
}

type DoorProps = EntrancePlaceProps & {
  readonly id: string;
  readonly back?: GateLink;
  readonly more?: readonly GateLink[];
};

function Door({ id, people, back, more, onGo, onOpen, onLookAgain }: DoorProps) {
  const bringBack = linkTo(onGo, 'Bring back a backup', { at: 'bring-back' });
  return (
    <PersonDoor
      key={id}
      id={id}
      people={people}
      {...(back === undefined ? {} : { back })}
      {...(more === undefined ? {} : { more })}
      onOpen={onOpen}
      onLookAgain={onLookAgain}
      onBringBack={bringBack.onClick}
    />
  );
}

function linkTo(onGo: (place: Place) => void, words: string, place: Place): GateLink {
  return {
    words,
    onClick: () => {
      onGo(place);
    },
  };
}
