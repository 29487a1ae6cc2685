import { useState } from 'react';
import { nations, type Nation } from '../../../shared/request/bank-holidays.ts';
import { useNavigation } from '../../program/navigation.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Radios, type Option } from '../../ui/Choice.tsx';
import { Page } from '../../ui/Page.tsx';
import { TextArea, TextField } from '../../ui/TextField.tsx';
import { nationNames } from './due-words.ts';
import type { LetterAnswers } from './letter.ts';

type ToStepProps = {
  readonly answers: LetterAnswers;
  /** The surgery that the record names. */
  readonly surgery: string | undefined;
  readonly onChange: (changed: Partial<LetterAnswers>) => void;
  readonly onNext: () => void;
};

const kinds: readonly Option<LetterAnswers['kind']>[] = [
  { value: 'surgery', label: 'My GP surgery' },
  { value: 'hospital', label: 'A hospital or another service' },
];

const nationOptions: readonly Option<Nation>[] = nations.map((nation) => ({
  value: nation,
  label: nationNames[nation],
}));

/** Step 1: whom the letter goes to. */
export function ToStep({ answers, surgery, onChange, onNext }: ToStepProps) {
  const { go } = useNavigation();
  const [asked, setAsked] = useState(false);
  const { kind, to, toAddress, nation } = answers;
  const isSurgery = kind === 'surgery';
  return (
    <Page title="Ask for your record" above="A letter: step 1 of 3">
      <p className="phr-lede">
        The law gives everybody a copy of their own health record, free of charge, within a month.
        Here is a letter that asks for it in a form that this program can read.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (to.trim() !== '') onNext();
        }}
      >
        <Radios
          legend="Whom do you want to ask?"
          options={kinds}
          value={kind}
          onChange={(next) => {
            onChange({ kind: next, to: next === 'surgery' ? (surgery ?? '') : '' });
          }}
        />
        <TextField
          label={isSurgery ? 'Name of the surgery' : 'Name of the hospital or service'}
          {...(isSurgery && surgery !== undefined ? { hint: 'As your record has it.' } : {})}
          value={to}
          maxLength={120}
          error={asked && to.trim() === '' ? 'Say whom the letter goes to.' : undefined}
          onChange={(text) => {
            onChange({ to: text });
          }}
        />
        <TextArea
          label="Its address, if you post the letter"
          rows={3}
          value={toAddress}
          maxLength={300}
          onChange={(text) => {
            onChange({ toAddress: text });
          }}
        />
        <Radios
          legend="Where is it?"
          options={nationOptions}
          value={nation}
          onChange={(next) => {
            onChange({ nation: next });
          }}
        />
        <div className="phr-actions">
          <Button submit>Continue</Button>
        </div>
      </form>
      <BackButton
        onClick={() => {
          go({ screen: 'add', have: 'surgery' });
        }}
      >
        Back
      </BackButton>
    </Page>
  );
}
