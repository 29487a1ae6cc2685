import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Page } from '../../ui/Page.tsx';
import type { KeptRequest, RequestDraft } from '../../vault/api/requests.ts';
import { FromStep } from './FromStep.tsx';
import type { LetterAnswers } from './letter.ts';
import { LetterStep } from './LetterStep.tsx';
import { SavedStep } from './SavedStep.tsx';
import { ToStep } from './ToStep.tsx';

type Step = 'to' | 'from' | 'letter';

const readDraft = (vault: Vault) => vault.requestDraft();

/** A letter to a surgery or hospital that asks for a copy of the record. */
export function RequestScreen({ to }: { readonly to: LetterAnswers['kind'] | undefined }) {
  const read = useVaultRead(readDraft);
  if (read.state === 'failed') {
    return (
      <Page title="Ask for your record">
        <ProblemNotice problem={read.problem} />
      </Page>
    );
  }
  if (read.state === 'reading') return null;
  return <Steps draft={read.value} kind={to ?? 'surgery'} />;
}

function Steps({
  draft,
  kind,
}: {
  readonly draft: RequestDraft;
  readonly kind: LetterAnswers['kind'];
}) {
  const [step, setStep] = useState<Step>('to');
  const [answers, setAnswers] = useState(() => firstAnswers(draft, kind));
  const [saved, setSaved] = useState<KeptRequest>();
  const change = (changed: Partial<LetterAnswers>) => {
    setAnswers({ ...answers, ...changed });
  };
  if (saved !== undefined) return <SavedStep request={saved} />;
  switch (step) {
    case 'to':
      return (
        <ToStep
          answers={answers}
          surgery={draft.surgery}
          onChange={change}
          onNext={() => {
            setStep('from');
          }}
        />
      );
    case 'from':
      return (
        <FromStep
          answers={answers}
          onChange={change}
          onBack={() => {
            setStep('to');
          }}
          onNext={() => {
            setStep('letter');
          }}
        />
      );
    case 'letter':
      return (
        <LetterStep
          answers={answers}
          onChange={change}
          onBack={() => {
            setStep('from');
          }}
          onSaved={setSaved}
        />
      );
  }
}

function firstAnswers(draft: RequestDraft, kind: LetterAnswers['kind']): LetterAnswers {
  const { person, address, surgery } = draft;
  return {
    kind,
    to: kind === 'surgery' ? (surgery ?? '') : '',
    toAddress: '',
    nation: 'england',
    patient: person?.name ?? '',
    birthDate: person?.birthDate ?? '',
    nhsNumber: person?.nhsNumber ?? '',
    address: address.join('\n'),
    writer: '',
    asksWhoOpened: false,
  };
}
