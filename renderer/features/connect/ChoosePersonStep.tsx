import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Problem } from '../../program/problem.ts';
import { Page } from '../../ui/Page.tsx';
import type { PersonToChoose } from '../../vault/api/sources.ts';
import { numberHint } from './offered-words.ts';
import { WhoseForm } from './WhoseForm.tsx';

type ChoosePersonStepProps = {
  readonly service: string;
  readonly people: readonly PersonToChoose[];
  readonly named: string | undefined;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly onChoose: (patientId: string) => void;
  readonly onCancel: () => void;
};

/** One sign-in opens several people's records, such as a parent's children: one of them belongs in here. */
export function ChoosePersonStep(props: ChoosePersonStepProps) {
  const { service, people, named, busy, problem, onChoose, onCancel } = props;
  return (
    <Page title="Whose record do you want to add?">
      <p className="phr-lede">
        Your sign-in at {service} opens the records of {people.length} people.
      </p>
      <p className="phr-body">
        A record here is about one person. Add only the entries of the person whose record is open
        now. For everybody else, lock this record and make one of their own.
      </p>
      <ProblemNotice problem={problem} />
      <WhoseForm
        people={people}
        hintOf={(person) => hintOf(person, people)}
        named={named}
        missing="Say whose record to add"
        busy={busy}
        onChoose={onChoose}
        onNone={onCancel}
      />
    </Page>
  );
}

function hintOf(person: PersonToChoose, people: readonly PersonToChoose[]): string | undefined {
  const parts = [hints[person.fits], numberHint(person, people)];
  const said = parts.filter((part) => part !== undefined);
  return said.length === 0 ? undefined : said.join('. ');
}

const hints = {
  same: 'Same name and date of birth as this record',
  differs: 'Not the person of this record',
  unknown: undefined,
} as const satisfies Record<PersonToChoose['fits'], string | undefined>;
