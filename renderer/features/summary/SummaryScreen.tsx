import { useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import { succeeded } from '../../../shared/base/result.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Page } from '../../ui/Page.tsx';
import type { KeptChoices, SummaryChoices, SummaryDraft } from '../../vault/api/share.ts';
import { ChooseStep } from './ChooseStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { UntilStep } from './UntilStep.tsx';
import { WhoStep } from './WhoStep.tsx';
import {
  choiceOf,
  draftEntries,
  leftOutTitles,
  summaryChoices,
  untilOf,
  type EntryChoice,
} from './draft-choices.ts';

type Step = 'choose' | 'who' | 'until' | 'preview';

const readDraft = async (vault: Vault) => {
  const [draft, kept, overview] = await Promise.all([
    vault.summaryDraft(),
    vault.keptChoices(),
    vault.overview(),
  ]);
  if (!draft.ok) return draft;
  if (!overview.ok) return overview;
  return succeeded({
    draft: draft.value,
    kept: kept.ok ? kept.value : undefined,
    isNobodys: overview.value.person === undefined,
  });
};

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
  return <Steps {...read.value} choices={choices} />;
}

function Steps({
  draft,
  kept,
  choices,
  isNobodys,
}: {
  readonly draft: SummaryDraft;
  /** Nothing has said yet whose record it is. */
  readonly isNobodys: boolean;
  /** What the person chose before and has not shared. */
  readonly kept: KeptChoices | undefined;
  readonly choices: SummaryChoices | undefined;
}) {
  const { go } = useNavigation();
  const { vault } = useProgram();
  const [step, setStep] = useState<Step>(choices === undefined ? 'choose' : 'preview');
  const [choice, setChoice] = useState(() => choiceOf(choices ?? kept, draft));
  const [chosen, setChosen] = useState(() => untilOf((choices ?? kept)?.until, draft));
  const [isToldNow, setToldNow] = useState(false);
  const until = chosen ?? draft.defaultUntil;
  const [fromBefore, setFromBefore] = useState(choices === undefined && kept !== undefined);
  const keep = (next: EntryChoice, last: string | undefined) => {
    const { leftOut, putIn } = next;
    setChoice(next);
    setChosen(last);
    // Where it cannot be kept, it still holds for as long as this screen is open.
    void vault.keepChoices(defined({ leftOut: [...leftOut], putIn: [...putIn], until: last }));
  };
  const startAgain = () => {
    setChoice({ leftOut: new Set(), putIn: new Set() });
    setChosen(undefined);
    setFromBefore(false);
    void vault.keepChoices(undefined);
  };

  switch (step) {
    case 'choose':
      return (
        <ChooseStep
          draft={draft}
          choice={choice}
          {...(fromBefore ? { onStartAgain: startAgain } : {})}
          onChange={(next) => {
            keep(next, chosen);
          }}
          onNext={() => {
            setStep(isNobodys && !isToldNow ? 'who' : 'until');
          }}
        />
      );
    case 'who':
      return (
        <WhoStep
          onBack={() => {
            setStep('choose');
          }}
          onNext={() => {
            setToldNow(true);
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
            keep(choice, date);
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
            const leftOut = leftOutTitles(draft, choice.leftOut);
            go({ screen: 'share', summary: { bundleText, choices: made, entries, leftOut } });
          }}
        />
      );
  }
}
