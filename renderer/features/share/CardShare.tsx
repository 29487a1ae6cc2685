import { useCallback, useState } from 'react';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { PreparedSummary } from '../../program/navigation.ts';
import { PrintButton } from '../../program/print/PrintButton.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BlobImage } from '../../ui/BlobImage.tsx';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { listWords } from '../../ui/type-words.ts';
import type { TextCard } from '../../vault/api/share.ts';
import { cardPage } from './card-page.tsx';
import { BeforeSaving } from './BeforeSaving.tsx';
import { SavedNotice } from './SavedNotice.tsx';
import { recordPrinted, saveCardPicture, saveCardText, type SaveOutcome } from './save-summary.ts';

type CardShareProps = { readonly summary: PreparedSummary; readonly onBack: () => void };

/** The text card: its picture, its words, and what did not fit. */
export function CardShare({ summary, onBack }: CardShareProps) {
  const { bundleText } = summary;
  const [withPrivate, setWithPrivate] = useState(false);
  const read = useVaultRead(
    useCallback(
      (vault: Vault) => vault.textCard(bundleText, withPrivate),
      [bundleText, withPrivate],
    ),
  );
  return (
    <Page title="Card with a QR code">
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {read.state === 'ready' && read.value.mayBePrivate > 0 && (
        <Notice tone="care" title="Any camera can read a card">
          <p>{privateWords(read.value.mayBePrivate)}</p>
          <div className="nhsuk-checkboxes">
            <Checkbox
              label="Put them on the card as well"
              checked={withPrivate}
              onChange={setWithPrivate}
            />
          </div>
        </Notice>
      )}
      {read.state === 'ready' && <CardParts card={read.value} summary={summary} />}
      <BackButton onClick={onBack}>Other ways to share</BackButton>
    </Page>
  );
}

function privateWords(count: number): string {
  const entries =
    count === 1 ? '1 entry of the summary' : `${String(count)} entries of the summary`;
  return `${entries} may be private (such as mental or sexual health). They stay off the card unless you say otherwise; the card then says that something is left out.`;
}

function CardParts({
  card,
  summary,
}: {
  readonly card: TextCard;
  readonly summary: PreparedSummary;
}) {
  const program = useProgram();
  const task = useTask();
  const [saved, setSaved] = useState<string>();
  const save = (work: () => Promise<SaveOutcome>) =>
    task.run(async () => {
      const outcome = await work();
      if (outcome.kind === 'problem') return outcome.problem;
      setSaved(outcome.kind === 'saved' ? outcome.fileName : undefined);
      return undefined;
    });
  return (
    <>
      {card.leftOut.length + card.shortened.length > 0 && (
        <Notice tone="care" title="Not everything fits on a card">
          {card.shortened.length > 0 && <p>On the card, shortened: {listWords(card.shortened)}.</p>}
          {card.leftOut.length > 0 && <p>Not on the card: {listWords(card.leftOut)}.</p>}
          <p>Use the PDF for the whole summary.</p>
        </Notice>
      )}
      <div className="phr-card-result">
        <BlobImage
          bytes={card.png}
          contentType="image/png"
          alt="QR code of the card. Its text stands beside it."
        />
        <section aria-label="Text of the card">
          <pre className="phr-card-text">{card.text}</pre>
        </section>
      </div>
      <section className="phr-section" aria-label="Before you save">
        <BeforeSaving
          what="The words that you see here, in the QR code. Any camera can read them."
          summary={summary}
          asMuchAsFits
        />
      </section>
      <ProblemNotice problem={task.problem} />
      {saved !== undefined && (
        <SavedNotice
          fileName={saved}
          next="Print the picture at least 6 cm wide, or keep it on your phone."
        />
      )}
      <div className="phr-actions">
        <Button
          disabled={task.busy}
          onClick={() => void save(() => saveCardPicture(program, summary, card.png))}
        >
          Save picture
        </Button>
        <Button
          kind="secondary"
          disabled={task.busy}
          onClick={() => void save(() => saveCardText(program, summary, utf8(card.text)))}
        >
          Save text
        </Button>
        <PrintButton
          disabled={task.busy}
          printable={() => Promise.resolve(cardPage(card, summary.choices.until))}
          onPrinted={() => recordPrinted(program, summary, 'card')}
        >
          Print
        </PrintButton>
      </div>
    </>
  );
}
