import { useState } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Radios, type Option } from '../../ui/Choice.tsx';
import { DateField, type DateParts } from '../../ui/DateField.tsx';
import { dateOfParts, partsOfDate } from '../../ui/date-parts.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { addDays } from './until-dates.ts';

type UntilStepProps = {
  /** Fourteen days from today. */
  readonly defaultUntil: string;
  readonly until: string;
  readonly onBack: () => void;
  readonly onNext: (until: string) => void;
};

const spans = [
  { days: 0, label: 'Today only' },
  { days: 7, label: 'One week' },
  { days: 14, label: 'Two weeks' },
  { days: 28, label: 'Four weeks' },
] as const;

const another = 'another';

/** Step 2: the last day on which the summary is meant to be used. */
export function UntilStep({ defaultUntil, until, onBack, onNext }: UntilStepProps) {
  const today = addDays(defaultUntil, -14);
  const options: readonly Option<string>[] = [
    ...spans.map(({ days, label }) => {
      const date = addDays(today, days);
      return { value: date, label, hint: `until ${formatDate(date)}` };
    }),
    { value: another, label: 'Another date' },
  ];
  const known = options.some(({ value }) => value === until);
  const [choice, setChoice] = useState(known ? until : another);
  const [parts, setParts] = useState<DateParts>(known ? noParts : partsOfDate(until));
  const [error, setError] = useState<string>();

  const next = () => {
    if (choice !== another) {
      onNext(choice);
      return;
    }
    const date = dateOfParts(parts);
    if (date === undefined) setError('Type a date that exists, such as 6 12 2026.');
    else if (date < today) setError('The date must be today or later.');
    else onNext(date);
  };

  return (
    <Page title="Until when may it be used?" above="Make a summary: step 2 of 3">
      <p className="phr-lede">After this day the summary says of itself that it is out of date.</p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <Radios legend="Last day of use" options={options} value={choice} onChange={setChoice} />
        {choice === another && (
          <DateField legend="Another date" parts={parts} error={error} onChange={setParts} />
        )}
        <Notice title="A copy cannot be called back">
          <p>
            Someone who has the paper or the file can still read it after this day. The date tells
            an honest reader to ask you for a newer one.
          </p>
        </Notice>
        <div className="phr-actions">
          <Button submit>Continue</Button>
        </div>
      </form>
      <BackButton onClick={onBack}>Back to what goes in</BackButton>
    </Page>
  );
}

const noParts: DateParts = { day: '', month: '', year: '' };
