import type { Vault } from '../../program/program.ts';
import type { Result } from '../../../shared/base/result.ts';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { categories } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { useRefreshing } from '../../program/refreshing.ts';
import { useVaultRead, type VaultRead } from '../../program/use-vault-read.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { localDate } from '../../ui/local-time.ts';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { PersonHeader } from '../../vault/api/people.ts';
import type { Important, Overview } from '../../vault/api/record.ts';
import type { ShareLogEntry } from '../../vault/api/share.ts';
import { BackupSummary } from './BackupSummary.tsx';
import { ImportantNotice } from './ImportantNotice.tsx';
import { NewsNotice } from './NewsNotice.tsx';
import { RequestsWaiting } from './RequestsWaiting.tsx';
import { SetAsideNotice } from './SetAside.tsx';
import { SourceList } from './SourceList.tsx';
import { VaultNotices } from './VaultNotices.tsx';
import { shelfNames } from '../../ui/shelf-words.ts';
import type { Source } from '../../../shared/record/source.ts';
import { askedToWaitWords } from '../../ui/wait-words.ts';

const readOverview = (vault: Vault) => vault.overview();
const readBackups = (vault: Vault) => vault.backups();
/** The same once everything was checked: only then is it known what is damaged. */
const readChecked = async (vault: Vault) => {
  const checked = await vault.checked();
  return checked.ok ? vault.overview() : checked;
};

const readImportant = (vault: Vault) => vault.important();
/** Until everything was checked nothing is asked for: somebody who goes elsewhere at once is not to wait for it. */
const notYet = () => new Promise<Result<Important | null>>(() => undefined);

/** The first screen of an open record: who, what to know first, what is there, and where it comes from. */
export function OverviewScreen() {
  const { ended } = useRefreshing();
  const first = useVaultRead(readOverview, ended);
  const checked = useVaultRead(readChecked, ended);
  const important = useVaultRead(checked.state === 'reading' ? notYet : readImportant, ended);
  const read = checked.state === 'reading' ? first : checked;
  const overview = read.state === 'failed' ? undefined : read.value;
  const busy = checked.state === 'reading' || important.state === 'reading';
  return (
    <Page title="Your record" busy={busy}>
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {overview !== undefined && <OverviewParts overview={overview} important={important} />}
    </Page>
  );
}

type PartsProps = {
  readonly overview: Overview;
  readonly important: VaultRead<Important | null>;
};

function OverviewParts({ overview, important }: PartsProps) {
  const { go } = useNavigation();
  const read = useVaultRead(readBackups);
  const backups = read.state === 'ready' ? read.value : undefined;
  const empty = overview.sources.length === 0;
  return (
    <>
      {overview.person !== undefined && <Person person={overview.person} />}
      <VaultNotices overview={overview} backups={backups} />
      <RefreshNotice sources={overview.sources} />
      <SetAsideNotice count={overview.setAside ?? 0} />
      <NewsNotice />
      <ImportantNotice known={overview.redFlags} read={important} />
      {empty && <EmptyRecord isDamaged={overview.damaged > 0} />}
      <div className="phr-actions">
        {!empty && (
          <Button
            onClick={() => {
              go({ screen: 'summary' });
            }}
          >
            Make a summary
          </Button>
        )}
        <Button
          kind={empty ? 'main' : 'secondary'}
          onClick={() => {
            go({ screen: 'add' });
          }}
        >
          Add records
        </Button>
      </div>
      <RequestsWaiting />
      {!empty && <Shelves overview={overview} />}
      {!empty && <SourceList sources={overview.sources} warnings={overview.listWarnings ?? []} />}
      {backups !== undefined && !empty && <BackupSummary backups={backups} />}
      {overview.lastShare !== undefined && <LastShare share={overview.lastShare} />}
    </>
  );
}

function Person({ person }: { readonly person: PersonHeader }) {
  return (
    <dl className="phr-person">
      <div>
        <dt>Name</dt>
        <dd>{person.name}</dd>
      </div>
      {person.birthDate !== undefined && (
        <div>
          <dt>Born</dt>
          <dd>{formatDate(person.birthDate)}</dd>
        </div>
      )}
      {person.nhsNumber !== undefined && (
        <div>
          <dt>NHS number</dt>
          <dd>{person.nhsNumber}</dd>
        </div>
      )}
    </dl>
  );
}

function EmptyRecord({ isDamaged }: { readonly isDamaged: boolean }) {
  if (isDamaged) {
    return (
      <p className="phr-lede">
        No entry of it can be opened. Put it back from a backup, or add your records again.
      </p>
    );
  }
  return (
    <p className="phr-lede">
      There is nothing in it yet. Add records from a hospital, a surgery or another service, or from
      a file that you were given.
    </p>
  );
}

function Shelves({ overview }: { readonly overview: Overview }) {
  const { go } = useNavigation();
  return (
    <section className="phr-section" aria-labelledby="shelves">
      <h2 className="nhsuk-heading-m" id="shelves">
        What is in it
      </h2>
      <ul className="phr-shelves">
        {categories.map((category) => (
          <li key={category}>
            <button
              type="button"
              className="phr-shelf"
              onClick={() => {
                go({ screen: 'record', category });
              }}
            >
              <span className="phr-shelf__name">{shelfNames[category]}</span>{' '}
              <span className="phr-shelf__count">
                {overview.counts[category].toLocaleString('en-GB')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {overview.hiddenAsError > 0 && (
        <p className="phr-small phr-quiet">
          {countWords(overview.hiddenAsError, 'entry', 'entries')} marked as a mistake by the source{' '}
          {overview.hiddenAsError === 1 ? 'is' : 'are'} hidden. You can show them in the record.
        </p>
      )}
    </section>
  );
}

function LastShare({ share }: { readonly share: ShareLogEntry }) {
  const { go } = useNavigation();
  return (
    <section className="phr-section" aria-labelledby="last-share">
      <h2 className="nhsuk-heading-m" id="last-share">
        Last summary you saved
      </h2>
      <p className="phr-body">
        {share.fileName}, saved on {localDate(share.at)}, to be used until {formatDate(share.until)}
        .{' '}
        <LinkButton
          onClick={() => {
            go({ screen: 'share-log' });
          }}
        >
          See all
        </LinkButton>
      </p>
    </section>
  );
}

/** A service that is fetched from by itself just now. */
function RefreshNotice({ sources }: { readonly sources: readonly Source[] }) {
  const { now, pause } = useRefreshing();
  const source = sources.find(({ id }) => id === now?.source);
  if (source === undefined) return null;
  const waitsUntil = now?.progress?.waitsUntil;
  return (
    <p className="phr-body" role="status">
      Fetching from {source.name}… {waitsUntil !== undefined && askedToWaitWords(waitsUntil)}{' '}
      <LinkButton onClick={pause}>Pause</LinkButton>
    </p>
  );
}
