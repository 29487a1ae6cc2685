import { useCallback } from 'react';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import type { Skipped } from '../../../shared/record/source.ts';
import { errorWords } from '../../program/error-words.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import {
  cameAsText,
  isShownWhole,
  newestWords,
  notCome,
  notOfferedWords,
  relativesWords,
  skippedWords,
  listWarningWords,
  noteWords,
  warnedState,
} from '../../ui/source-words.ts';
import { typeTitle } from '../../ui/type-words.ts';
import type { Stored } from '../../vault/api/files.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';
import { AfterOutcome } from './AfterOutcome.tsx';
import { FileOutcomes } from './FileOutcomes.tsx';
import { FilesOfSource } from './FilesOfSource.tsx';
import { isNotMeant, outcomeRows, type OutcomeRow } from './outcome-rows.ts';
import { mayChangeWords } from './link-words.ts';
import type { KnownSource } from './known-source.ts';
import { declinedWords, linkWords, storedCountWords } from './outcome-words.ts';
import { useFindAgain } from './use-find-again.ts';
import type { Outcome } from './use-ingest.ts';

type ResultStepProps = {
  readonly outcomes: readonly Outcome[];
  /** They came by a link behind which more may be put. */
  readonly mayChange: boolean;
  readonly onMore: () => void;
  /** The person wants what is behind a link. */
  readonly onLink: (link: string) => void;
  /** The service of a source whose sign-in has ended, found again: signed in there, the fetching goes on where it stopped. */
  readonly onServer: (server: Discovery, known: KnownSource) => void;
};

/** Of more than these, a list says what became of each. */
const eachInFull = 3;

/** What came, by type, and what did not, with the reason. */
export function ResultStep({ outcomes, mayChange, onMore, onLink, onServer }: ResultStepProps) {
  const { go } = useNavigation();
  const rows = outcomeRows(outcomes);
  return (
    <Page title={titleOf(outcomes)}>
      {rows.length > eachInFull ? (
        <FileOutcomes outcomes={rows} onLink={onLink} />
      ) : (
        rows.map((outcome, index) => (
          <OutcomePanel
            key={`${index}-${outcome.name}`}
            outcome={outcome}
            onLink={onLink}
            onServer={onServer}
          />
        ))
      )}
      {mayChange && <p className="phr-body">{mayChangeWords}</p>}
      <div className="phr-actions">
        <Button
          onClick={() => {
            go({ screen: 'overview' });
          }}
        >
          See your record
        </Button>
        <LinkButton block onClick={onMore}>
          Add more records
        </LinkButton>
      </div>
    </Page>
  );
}

/** A download that failed may have brought something before: only of a file is it known that nothing came. */
function titleOf(outcomes: readonly Outcome[]): string {
  if (outcomes.some(({ kind }) => kind === 'stored')) return 'Added to your record';
  const wasFetching = outcomes.some((one) => one.kind === 'failed' && one.source !== undefined);
  return wasFetching ? 'The fetching stopped early' : 'Nothing was added';
}

function OutcomePanel({
  outcome,
  onLink,
  onServer,
}: Pick<ResultStepProps, 'onLink' | 'onServer'> & { readonly outcome: OutcomeRow }) {
  const { name } = outcome;
  const lapsed = outcome.kind === 'failed' && outcome.problem.code === 'sign-in-expired';
  const source = lapsed ? outcome.source : undefined;
  return (
    <section className="phr-panel" aria-label={outcome.name}>
      <h2 className="nhsuk-heading-m">{outcome.name}</h2>
      {outcome.kind === 'failed' &&
        (isNotMeant(outcome) ? (
          <Notice title={errorWords[outcome.problem.code].title}>
            <p>{errorWords[outcome.problem.code].whatToDo}</p>
          </Notice>
        ) : (
          <ProblemNotice problem={outcome.problem} />
        ))}
      {source !== undefined && <SignInAgain known={{ id: source, name }} onServer={onServer} />}
      {outcome.kind === 'failed' && outcome.source !== undefined && (
        <AboutSource id={outcome.source} />
      )}
      {outcome.kind === 'declined' && <p className="phr-body">{declinedWords}</p>}
      {outcome.kind === 'link' && <p className="phr-body">{linkWords}</p>}
      {outcome.kind === 'stored' && <StoredParts stored={outcome.stored} />}
      {outcome.files !== undefined && <FilesOfSource files={outcome.files} />}
      <AfterOutcome outcome={outcome} onLink={onLink} />
    </section>
  );
}

function AboutSource({ id }: { readonly id: SourceId }) {
  const { go } = useNavigation();
  return (
    <LinkButton
      block
      onClick={() => {
        go({ screen: 'source', id });
      }}
    >
      About this source
    </LinkButton>
  );
}

function SignInAgain({
  known,
  onServer,
}: Pick<ResultStepProps, 'onServer'> & { readonly known: KnownSource }) {
  const { task, find, cancel } = useFindAgain(onServer);
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <div className="phr-actions">
        <Button disabled={task.busy} onClick={() => void find(known)}>
          {task.busy ? 'Looking for the service…' : 'Sign in again'}
        </Button>
        {task.busy && (
          <Button kind="secondary" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
    </>
  );
}

/** What came and what did not. `data-` carries what the words stand for, for those who count. */
function StoredParts({ stored }: { readonly stored: Stored }) {
  const { source } = stored;
  const read = useVaultRead(
    useCallback((vault: Vault) => vault.sourceDetails(source.id), [source.id]),
  );
  if (read.state === 'reading') return <div aria-busy="true" />;
  // Where it cannot be read what the source says of itself, it is not called whole.
  const warnings = read.state === 'ready' ? read.value.listWarnings : undefined;
  const isWhole = warnings !== undefined && isShownWhole(source, warnings);
  const relatives = read.state === 'ready' ? relativesWords(read.value.ofRelatives, source) : [];
  const newest = read.state === 'ready' ? newestWords(source, read.value.newest) : undefined;
  return (
    <>
      <Notice tone={isWhole ? 'good' : 'care'} title={warnedState(source, warnings ?? [])} announce>
        {newest !== undefined && <p>{newest}</p>}
        <p>{storedCountWords(stored)}</p>
        {relatives.map((words) => (
          <p key={words}>{words}</p>
        ))}
        {(warnings ?? []).map((one) => (
          <p key={one.code}>{listWarningWords(one)}</p>
        ))}
      </Notice>
      <table className="phr-table" data-source={source.id}>
        <caption>What came</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col" className="phr-number">
              Received
            </th>
            <th scope="col" className="phr-number">
              Stored
            </th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(source.received)
            .sort(([, a], [, b]) => b - a)
            .map(([type, count]) => (
              <tr key={type} data-type={type}>
                <th scope="row">{typeTitle(type)}</th>
                <td className="phr-number">{count.toLocaleString('en-GB')}</td>
                <td className="phr-number">{(source.stored[type] ?? 0).toLocaleString('en-GB')}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {read.state === 'ready' && <CameApart details={read.value} />}
      <SkippedList skipped={notCome(source.skipped)} />
      <Warnings
        warnings={[
          ...cameAsText(source.skipped).map(skippedWords),
          ...notOfferedWords(source.skipped),
          ...(source.notes ?? []).map(noteWords),
          ...source.warnings,
        ]}
      />
      <AboutSource id={source.id} />
    </>
  );
}

/** What came and stands apart from the record, with the way to it. */
function CameApart({ details: { source, setAside } }: { readonly details: SourceDetails }) {
  const { go } = useNavigation();
  if (setAside === 0) return null;
  const isOne = setAside === 1;
  return (
    <>
      <h3 className="nhsuk-heading-s">Came, but set apart ({setAside.toLocaleString('en-GB')})</h3>
      <p className="phr-body">
        {isOne ? 'It is or may be' : 'They are or may be'} about someone else, and{' '}
        {isOne ? 'is' : 'are'} in none of your lists and in no summary.{' '}
        <LinkButton
          onClick={() => {
            const { id, name } = source;
            go({ screen: 'record', only: { what: 'set-aside', source: { id, name } } });
          }}
        >
          {isOne ? 'See it' : 'See them'}
        </LinkButton>
      </p>
    </>
  );
}

/** What the source, or its reader, says of how complete it is. */
function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  if (warnings.length === 0) return null;
  return (
    <>
      <h3 className="nhsuk-heading-s">What else to know</h3>
      {warnings.map((warning) => (
        <p className="phr-body" key={warning}>
          {warning}
        </p>
      ))}
    </>
  );
}

function SkippedList({ skipped }: { readonly skipped: readonly Skipped[] }) {
  if (skipped.length === 0) return null;
  return (
    <>
      <h3 className="nhsuk-heading-s">What did not come, and why</h3>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {skipped.map((one) => (
          <li
            key={`${one.type}-${one.reason}`}
            data-type={one.type}
            data-reason={one.reason}
            data-count={one.count}
          >
            {skippedWords(one)}
          </li>
        ))}
      </ul>
    </>
  );
}
