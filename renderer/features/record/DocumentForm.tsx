import { useState } from 'react';
import type { EntryLine } from '../../vault/api.ts';
import { ProblemNotice } from '../../app/ProblemNotice.tsx';
import { problemOf } from '../../app/problem.ts';
import { useProgram } from '../../app/program.ts';
import { useTask } from '../../app/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { DateField } from '../../ui/DateField.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { partialDate, partsOfDate } from './document-date.ts';

type DocumentFormProps = {
  readonly line: EntryLine;
  /** The document has its new title and date. */
  readonly onSaved: () => void;
};

/** What the person calls a document that they added, and the day that stands on it. */
export function DocumentForm({ line, onSaved }: DocumentFormProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [title, setTitle] = useState(line.title);
  const [parts, setParts] = useState(partsOfDate(line.date));
  const [asked, setAsked] = useState(false);
  const date = partialDate(parts);
  const faults = {
    title: title.trim() === '' ? 'Give the document a title.' : undefined,
    date: date === 'none' ? 'Type a real date, or only a year, or nothing.' : undefined,
  };
  const save = () =>
    task.run(async () => {
      setAsked(true);
      if (faults.title !== undefined || date === 'none') return undefined;
      const answer = await vault.describeDocument({
        key: line.key,
        title,
        ...(date === undefined ? {} : { date }),
      });
      if (answer.ok) onSaved();
      return problemOf(answer);
    });
  return (
    <Disclosure summary="Change its title or date">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <ProblemNotice problem={task.problem} />
        <TextField
          label="Title"
          value={title}
          maxLength={200}
          error={asked ? faults.title : undefined}
          onChange={setTitle}
        />
        <DateField
          legend="Date on the document, as far as you know it"
          parts={parts}
          error={asked ? faults.date : undefined}
          onChange={setParts}
        />
        <Button submit disabled={task.busy}>
          Save title and date
        </Button>
      </form>
    </Disclosure>
  );
}
