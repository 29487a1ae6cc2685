import type { Vault } from '../../program/program.ts';
import { useState } from 'react';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Page } from '../../ui/Page.tsx';
import type { SummaryChoices, SummaryDraft } from '../../vault/api/share.ts';
import { ChooseStep } from './ChooseStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { UntilStep } from './UntilStep.tsx';
import { draftEntries, summaryChoices, type EntryChoice } from './draft-choices.ts';

type Step = 'choose' | 'until' | 'preview';

const readDraft = (vault: Vault) => vault.summaryDraft();

/** Making a summary: choose what goes in, say until when, look at it. `choices`: those of a summary to go back to. */
export function SummaryScreen({ choices }: { readonly choices: SummaryChoices | undefined }) {
  const read = useVaultRead(readDraft);
  if (read.state === 'failed') {
    return (
      <Page title="Make a summary">
        <ProblemNotice problem={read.problem} />
      </Page>
    );
  }
  if (read.state === 'reading') return null;
  return <Steps draft={read.value} choices={choices} />;
}

function Steps({
  draft,
  choices,
}: {
  readonly draft: SummaryDraft;
  readonly choices: SummaryChoices | undefined;
}) {
  const { go } = useNavigation();
  const [step, setStep] = useState<Step>(choices === undefined ? 'choose' : 'preview');
  const [choice, setChoice] = useState<EntryChoice>(() => ({
    leftOut: new Set(choices?.leftOut),
    putIn: new Set(choices?.putIn),
  }));
  const [until, setUntil] = useState(choices?.until ?? draft.defaultUntil);

  switch (step) {
    case 'choose':
      return (
        <ChooseStep
          draft={draft}
          choice={choice}
          onChange={setChoice}
          onNext={() => {
            setStep('until');
          }}
        />
      );
    case 'until':
      return (
        <UntilStep
          defaultUntil={draft.defaultUntil}
          until={until}
          onBack={() => {
            setStep('choose');
          }}
          onNext={(date) => {
            setUntil(date);
            setStep('preview');
          }}
        />
      );
    case 'preview':
      return (
        <PreviewStep
          choice={choice}
          until={until}
          onBack={() => {
            setStep('until');
          }}
          onShare={(bundleText) => {
            const made = summaryChoices(choice, until);
            const entries = draftEntries(draft) - choice.leftOut.size + choice.putIn.size;
            go({ screen: 'share', summary: { bundleText, choices: made, entries } });
          }}
        />
      );
  }
}
