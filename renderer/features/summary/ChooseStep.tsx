import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { SummaryDraft } from '../../vault/api/share.ts';
import { NotInSummary, showNotIn } from './NotInSummary.tsx';
import { SectionChoice } from './SectionChoice.tsx';
import { leavesOutAllergy, withChoice, type EntryChoice } from './draft-choices.ts';

type ChooseStepProps = {
  readonly draft: SummaryDraft;
  readonly choice: EntryChoice;
  readonly onChange: (choice: EntryChoice) => void;
  /** Throws away what was chosen before; absent where nothing was. */
  readonly onStartAgain?: () => void;
  readonly onNext: () => void;
};

/** What the summary will say of the record itself, before anything is chosen. */
function Statements({ statements }: { readonly statements: SummaryDraft['statements'] }) {
  if (statements.length === 0) return null;
  const isDamaged = statements.some(({ kind }) => kind === 'record-damaged');
  return (
    <Notice
      tone={isDamaged ? 'danger' : 'care'}
      title={isDamaged ? 'Your record is damaged' : 'Your record may not be whole'}
    >
      <p>The summary will say so:</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {statements.map(({ words }) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Notice>
  );
}

function choiceWords({ leftOut, putIn }: EntryChoice): string {
  const left = countWords(leftOut.size, 'entry', 'entries');
  return `${left} left out by you, ${String(putIn.size)} put in.`;
}

/** Step 1: what usually goes in is ticked; the person may leave something out, or put something in. */
export function ChooseStep({ draft, choice, onChange, onStartAgain, onNext }: ChooseStepProps) {
  const { leftOut, putIn } = choice;
  return (
    <Page title="Choose what goes in" above="Make a summary: step 1 of 3">
      <p className="phr-lede">
        Everything that a doctor usually needs is ticked. Take away the tick from anything you want
        to keep to yourself.
      </p>
      {onStartAgain !== undefined && (
        <Notice title="Your choices from before are still here">
          <p>{choiceWords(choice)} They stay until you share the summary.</p>
          <p>
            <LinkButton onClick={onStartAgain}>Start again without them</LinkButton>
          </p>
        </Notice>
      )}
      {draft.notIn > 0 && (
        <p className="phr-body">
          <LinkButton onClick={showNotIn}>
            {countWords(draft.notIn, 'entry is', 'entries are')} not in it: see why
          </LinkButton>
        </p>
      )}
      <Statements statements={draft.statements} />
      {draft.sections.map((section) => (
        <SectionChoice
          key={section.code}
          section={section}
          leftOut={leftOut}
          onChoose={(keys, included) => {
            onChange({ ...choice, leftOut: withChoice(leftOut, keys, !included) });
          }}
        />
      ))}
      <NotInSummary
        putIn={putIn}
        onChoose={(key, included) => {
          onChange({ ...choice, putIn: withChoice(putIn, [key], included) });
        }}
      />
      <div className="phr-section">
        {leavesOutAllergy(draft, leftOut) && (
          <Notice tone="danger" title="You are leaving out an allergy" announce>
            <p>
              Someone who treats you could give you what harms you. The summary will say that
              something was left out.
            </p>
          </Notice>
        )}
        {leftOut.size > 0 && (
          <p className="phr-body" role="status">
            {countWords(leftOut.size, 'entry', 'entries')} left out. Where it matters for your
            safety, the summary says that something was left out, and never what.
          </p>
        )}
        {putIn.size > 0 && (
          <p className="phr-body" role="status">
            {countWords(putIn.size, 'entry', 'entries')} put in by you.
          </p>
        )}
        <div className="phr-actions">
          <Button onClick={onNext}>Continue</Button>
        </div>
      </div>
    </Page>
  );
}
