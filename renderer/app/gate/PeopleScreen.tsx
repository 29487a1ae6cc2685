import { Icon } from '../../ui/Icon.tsx';
import type { PersonChoice } from '../../vault/api/people.ts';
import { GateFrame, type GateLink } from './GateFrame.tsx';
import { personName } from '../../program/ways-in/person-name.ts';

type PeopleScreenProps = {
  readonly people: readonly PersonChoice[];
  readonly onChoose: (person: PersonChoice) => void;
  readonly more: readonly GateLink[];
};

/** What the list says beside a name, where something needs saying. */
const stateWords = {
  ready: undefined,
  newer: 'Made by a newer version of this program',
  damaged: 'Cannot be opened: something is damaged',
  missing: 'Cannot be found on this computer',
} as const satisfies Record<PersonChoice['state'], string | undefined>;

/** The people whose records are on this computer, by the names that they chose, and nothing else about them. */
export function PeopleScreen({ people, onChoose, more }: PeopleScreenProps) {
  return (
    <GateFrame title="Who are you?" more={more}>
      <p className="phr-body">
        Each person here has a record of their own, which opens only with their own passphrase.
      </p>
      <ul className="phr-people" aria-label="People">
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className="phr-person-choice"
              onClick={() => {
                onChoose(person);
              }}
            >
              <Icon name={person.state === 'ready' ? 'lock' : 'warning'} size={28} />
              <span>
                <span className="phr-person-choice__name">{personName(person, people)}</span>
                {stateWords[person.state] !== undefined && (
                  <span className="phr-person-choice__state">{stateWords[person.state]}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </GateFrame>
  );
}
