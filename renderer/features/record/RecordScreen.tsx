import type { Vault } from '../../program/program.ts';
import { useCallback, useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import { succeeded } from '../../../shared/base/result.ts';
import { categories, type Category } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation, type OnlyEntries, type Route } from '../../program/navigation.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { Page } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { EntryLine, ListQuery } from '../../vault/api/record.ts';
import { OnlyNotice } from './OnlyNotice.tsx';
import { EntryList } from './EntryList.tsx';
import { shelfNames } from '../../ui/shelf-words.ts';

/** How many entries are shown at first; "Show more" doubles them, so that even a long shelf is soon there as a whole. */
const pageSize = 25;

type RecordScreenProps = {
  readonly category: Category | undefined;
  /** Absent: everything. */
  readonly only: OnlyEntries | undefined;
};

/** The record, shelf by shelf, newest first, with one search box over all of it. */
export function RecordScreen({ category, only }: RecordScreenProps) {
  const { go } = useNavigation();
  const [shelf, setShelf] = useState(category);
  const [search, setSearch] = useState('');
  const [withErrors, setWithErrors] = useState(false);
  const [limit, setLimit] = useState(pageSize);
  const wanted = search.trim();
  const read = useVaultRead(
    useCallback(
      async (vault: Vault) => {
        const search = wanted === '' ? undefined : wanted;
        const query = {
          ...{ offset: 0, limit, withErrors },
          ...defined({ category: shelf, search }),
          ...queryOf(only),
        };
        const answer = await vault.list(query);
        return answer.ok ? succeeded({ ...answer.value, shelf, wanted }) : answer;
      },
      [limit, withErrors, shelf, wanted, only],
    ),
  );

  const here: Route = { screen: 'record', ...defined({ category: shelf, only }) };
  const openEntry = (line: EntryLine) => {
    go({ screen: 'entry', key: line.key, back: here });
  };
  const choose = (next: Category | undefined) => {
    setShelf(next);
    setLimit(pageSize);
  };
  const page = read.state === 'failed' ? undefined : read.value;

  return (
    <Page title={titleOfList(only)}>
      {only !== undefined && <OnlyNotice only={only} />}
      <SearchField
        label={searchLabel(shelf, only)}
        value={search}
        onChange={(text) => {
          setSearch(text);
          setLimit(pageSize);
        }}
        onSubmit={() => {
          setLimit(pageSize);
        }}
      />
      <ShelfChips shelf={shelf} onChoose={choose} />
      {read.state === 'failed' && <ProblemNotice problem={read.problem} />}
      {page !== undefined && (
        <>
          {/* The title belongs to the entries beneath it, which may still be those of the last shelf. */}
          <h2 className="nhsuk-heading-m phr-shelf-title">
            {page.shelf === undefined ? 'Everything' : shelfNames[page.shelf]}
          </h2>
          <p className="phr-small phr-quiet" role="status">
            {foundWords(page.total, page.wanted, page.statements.length > 0)}
          </p>
          {page.statements.map((words) => (
            <p className="phr-body" key={words}>
              {words}
            </p>
          ))}
          {page.lines.length > 0 && <EntryList lines={page.lines} onOpen={openEntry} />}
          {page.lines.length < page.total && (
            <Button
              kind="secondary"
              onClick={() => {
                setLimit(limit * 2);
              }}
            >
              Show more
            </Button>
          )}
        </>
      )}
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        <Checkbox
          label="Show entries that a source marked as a mistake"
          checked={withErrors}
          onChange={setWithErrors}
        />
      </div>
    </Page>
  );
}

function ShelfChips({
  shelf,
  onChoose,
}: {
  readonly shelf: Category | undefined;
  readonly onChoose: (shelf: Category | undefined) => void;
}) {
  const all = [undefined, ...categories];
  return (
    <ul className="phr-tabs" aria-label="Shelves">
      {all.map((category) => (
        <li key={category ?? 'all'}>
          <button
            type="button"
            className="phr-chip"
            aria-pressed={category === shelf}
            onClick={() => {
              onChoose(category);
            }}
          >
            {category === undefined ? 'Everything' : shelfNames[category]}
          </button>
        </li>
      ))}
    </ul>
  );
}

function foundWords(total: number, search: string, isTold: boolean): string {
  const count = countWords(total, 'entry', 'entries');
  if (search !== '')
    return total === 0 ? `Nothing found for “${search}”` : `${count} found for “${search}”`;
  if (total > 0) return `${count}, newest first`;
  return isTold ? 'No entries.' : 'No information about this in your record.';
}

function searchLabel(shelf: Category | undefined, only: OnlyEntries | undefined): string {
  if (shelf !== undefined) return `Search in ${shelfNames[shelf]}`;
  return only === undefined ? 'Search the whole record' : 'Search in these entries';
}

/** What to ask the list for, where not everything is shown. */
function queryOf(
  only: OnlyEntries | undefined,
): Pick<ListQuery, 'news' | 'notSupplied' | 'setAside' | 'withErrors' | 'source'> {
  switch (only?.what) {
    case undefined:
      return {};
    case 'news':
      return { news: true };
    case 'not-supplied':
      return { notSupplied: true, source: only.source.id };
    case 'set-aside':
      // One that its source took back stands apart as well.
      return defined({ setAside: true, withErrors: true, source: only.source?.id });
  }
}

function titleOfList(only: OnlyEntries | undefined): string {
  switch (only?.what) {
    case undefined:
      return 'Record';
    case 'news':
      return 'What is new';
    case 'not-supplied':
      return `Not supplied by ${only.source.name}`;
    case 'set-aside':
      return only.source === undefined ? 'Set apart' : `Set apart from ${only.source.name}`;
  }
}
