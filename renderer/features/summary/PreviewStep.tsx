import type { Vault } from '../../program/program.ts';
import { useCallback } from 'react';
import { readSummary } from '../../../shared/summary/read-summary.ts';
import { english } from '../../../shared/words/english.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { SummaryDocument } from '../../ui/SummaryDocument.tsx';
import { summaryChoices, type EntryChoice } from './draft-choices.ts';

type PreviewStepProps = {
  readonly choice: EntryChoice;
  readonly until: string;
  readonly onBack: () => void;
  readonly onShare: (bundleText: string) => void;
};

/** Step 3: exactly what the clinician will see, read back from the document that is going to be signed. */
export function PreviewStep({ choice, until, onBack, onShare }: PreviewStepProps) {
  const read = useVaultRead(
    useCallback(
      (vault: Vault) => vault.composeSummary(summaryChoices(choice, until)),
      [choice, until],
    ),
  );
  return (
    <Page title="Look at your summary" above="Make a summary: step 3 of 3">
      <p className="phr-lede">
        This is exactly what the doctor or nurse will see. Is anything wrong or missing?
      </p>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {read.state === 'ready' && (
        <Preview
          bundleText={read.value.bundleText}
          onShare={() => {
            onShare(read.value.bundleText);
          }}
        />
      )}
      <BackButton onClick={onBack}>Back to the end date</BackButton>
    </Page>
  );
}

function Preview({
  bundleText,
  onShare,
}: {
  readonly bundleText: string;
  readonly onShare: () => void;
}) {
  const view = readSummary(bundleText, english);
  if (view === undefined) return <ProblemNotice problem={{ code: 'share-unreadable' }} />;
  return (
    <>
      <div className="phr-sheet">
        <SummaryDocument view={view} headingLevel={2} />
      </div>
      <div className="phr-actions">
        <Button onClick={onShare}>Continue to sharing</Button>
      </div>
    </>
  );
}
