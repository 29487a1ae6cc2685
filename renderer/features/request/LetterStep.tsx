import { useState } from 'react';
import { localDayOf } from '../../../shared/request/calendar.ts';
import { dueDate } from '../../../shared/request/due-date.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { dateOfParts, partsOfDate } from '../../ui/date-parts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { KeptRequest } from '../../vault/api/requests.ts';
import { countedWords, dayWords } from './due-words.ts';
import type { LetterAnswers } from './letter.ts';
import { LetterDocument } from './LetterDocument.tsx';
import { printLetter, saveLetter } from './save-letter.ts';

type LetterStepProps = {
  readonly answers: LetterAnswers;
  readonly onChange: (changed: Partial<LetterAnswers>) => void;
  readonly onBack: () => void;
  readonly onSaved: (request: KeptRequest) => void;
};

/** Step 3: the letter as it will be printed, when an answer is due, and the saving. */
export function LetterStep({ answers, onChange, onBack, onSaved }: LetterStepProps) {
  const program = useProgram();
  const task = useTask();
  const [today] = useState(() => localDayOf(new Date()));
  const [parts, setParts] = useState(partsOfDate(today));
  const receivedOn = dateOfParts(parts);
  const fault = receivedOn === undefined || receivedOn < today ? dayFault : undefined;
  const make = (work: typeof saveLetter) =>
    task.run(async () => {
      if (receivedOn === undefined || fault !== undefined) return undefined;
      const outcome = await work(program, answers, { date: today, receivedOn });
      if (outcome.kind === 'saved') onSaved(outcome.request);
      return outcome.kind === 'problem' ? outcome.problem : undefined;
    });
  return (
    <Page title="Look at your letter" above="A letter: step 3 of 3">
      <div className="nhsuk-form-group">
        <div className="nhsuk-checkboxes">
          <Checkbox
            label="Also ask who has opened the record"
            checked={answers.asksWhoOpened}
            onChange={(asksWhoOpened) => {
              onChange({ asksWhoOpened });
            }}
          />
        </div>
      </div>
      <div className="phr-sheet">
        <LetterDocument answers={answers} date={today} headingLevel={2} />
      </div>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void make(saveLetter);
        }}
      >
        <DateField
          legend="On what day will they have it?"
          parts={parts}
          error={fault}
          onChange={setParts}
        />
        <p className="phr-body phr-quiet">
          The day on which you hand it in or send it by e-mail. By post, give it two working days.
        </p>
        {receivedOn !== undefined && fault === undefined && (
          <Notice
            title={`An answer is due by ${dayWords(dueDate(receivedOn, answers.nation).due)}`}
            announce
          >
            {countedWords(receivedOn, answers.nation).map((words) => (
              <p key={words}>{words}</p>
            ))}
          </Notice>
        )}
        <ProblemNotice problem={task.problem} />
        <p className="phr-body">
          Print it and sign it. A saved PDF is not encrypted. This program sends nothing.
        </p>
        <div className="phr-actions">
          <Button submit disabled={task.busy}>
            {task.busy ? 'Making the letter…' : 'Save the letter as PDF'}
          </Button>
          <Button kind="secondary" disabled={task.busy} onClick={() => void make(printLetter)}>
            Print the letter
          </Button>
        </div>
      </form>
      <BackButton onClick={onBack}>Back</BackButton>
    </Page>
  );
}

const dayFault = 'Type a real date, today or later.';
