import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { PersonChoice } from '../../vault/api.ts';
import { ProblemNotice } from '../ProblemNotice.tsx';
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

function EntrancePlace({ people, place, onGo, onLookAgain, onOpen }: EntrancePlaceProps) {
  const to = (words: string, next: Place): GateLink => ({
    words,
    onClick: () => {
      onGo(next);
    },
  });
  const toStart = to('Back', { at: 'start' });
  const bringBack = to('Bring back a backup', { at: 'bring-back' });
  const more = [to('Add another person', { at: 'set-up' }), bringBack];
  const common = { people, onOpen, onLookAgain, onBringBack: bringBack.onClick };

  switch (place.at) {
    case 'set-up':
      return <SetUp people={people} back={toStart} onOpen={onOpen} />;
    case 'bring-back':
      return <RestoreWizard people={people} back={toStart} onOpen={onOpen} />;
    case 'person':
      return <PersonDoor {...common} id={place.id} back={{ ...toStart, words: 'Somebody else' }} />;
    case 'start': {
      const [only] = people;
      if (only === undefined) {
        const start = to('Start', { at: 'set-up' });
        return <Welcome onStart={start.onClick} onBringBack={bringBack.onClick} />;
      }
      if (people.length === 1) return <PersonDoor {...common} id={only.id} more={more} />;
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
  }
}
