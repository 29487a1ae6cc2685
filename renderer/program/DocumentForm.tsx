import { useState } from 'react';
import { defined } from '../../shared/base/defined.ts';
import type { NamedDocument } from '../vault/api/files.ts';
import { ProblemNotice } from './ProblemNotice.tsx';
import { problemOf } from './problem.ts';
import { useProgram } from './program.ts';
import { useTask } from './use-task.ts';
import { Button } from '../ui/Button.tsx';
import { DateField, type DateParts } from '../ui/DateField.tsx';
import { partsOfDate } from '../ui/date-parts.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { TextField } from '../ui/TextField.tsx';
import { intervalOf } from '../../shared/fhir/partial-date.ts';

type DocumentFormProps = {
  readonly document: NamedDocument;
  /** The document has its new title and date. */
  readonly onSaved?: () => void;
};

/** What the person calls a document that they added, and the day that stands on it. */
export function DocumentForm({ document, onSaved }: DocumentFormProps) {
  const { vault } = useProgram();
  const task = useTask();
  const [title, setTitle] = useState(document.title);
  const [parts, setParts] = useState(partsOfDate(document.date));
  const [asked, setAsked] = useState(false);
  const [saved, setSaved] = useState(false);
  const date = partialDate(parts);
  const faults = {
    title: title.trim() === '' ? 'Give the document a title.' : undefined,
    date: date === 'none' ? 'Type a real date, or only a year, or nothing.' : undefined,
  };
  const save = () =>
    task.run(async () => {
      setAsked(true);
      setSaved(false);
      if (faults.title !== undefined || date === 'none') return undefined;
      const answer = await vault.describeDocument(defined({ key: document.key, title, date }));
      setSaved(answer.ok);
      if (answer.ok) onSaved?.();
      return problemOf(answer);
    });
  return (
    <Disclosure summary="Give it a title and a date">
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
        {saved && <p role="status">Saved as “{title}”.</p>}
      </form>
    </Disclosure>
  );
}

/** What was typed as a FHIR date: a day, a month or a year; `undefined` where nothing was, `none` where it is no date. */
function partialDate({ day, month, year }: DateParts): string | undefined {
  const typed = [year, month, day].map((part) => part.trim());
  const given = typed.slice(0, typed.findLastIndex((part) => part !== '') + 1);
  if (given.length === 0) return undefined;
  const isWhole = given.every((part) => /^\d+$/.test(part)) && /^\d{4}$/.test(given[0] ?? '');
  const date = given.map((part) => part.padStart(2, '0')).join('-');
  return isWhole && isOnCalendar(date) ? date : 'none';
}

function isOnCalendar(date: string): boolean {
  if (intervalOf(date) === undefined) return false;
  const [, , day] = date.split('-');
  return day === undefined || new Date(`${date}T00:00:00Z`).toISOString().startsWith(date);
}
