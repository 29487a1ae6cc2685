import { useCallback, useState } from 'react';
import { defined } from '../../../shared/base/defined.ts';
import type { EntryKey } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choice.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { NotInItem, NotInPage } from '../../vault/api/share.ts';
import { ItemLabel } from './ItemLabel.tsx';

/** How many entries are shown at first; "Show more" doubles them. */
const pageSize = 25;

type NotInSummaryProps = {
  readonly putIn: ReadonlySet<EntryKey>;
  readonly onChoose: (key: EntryKey, included: boolean) => void;
};

const headingId = 'not-in';

/** Goes to what the summary would not hold, with the eyes and with the keyboard. */
export function showNotIn(): void {
  const heading = document.getElementById(headingId);
  heading?.focus({ preventScroll: true });
  heading?.scrollIntoView();
}

/** Everything that the summary would not hold, why, and a tick to put it in all the same. */
export function NotInSummary({ putIn, onChoose }: NotInSummaryProps) {
  const [search, setSearch] = useState('');
  const [limit, setLimit] = useState(pageSize);
  const wanted = search.trim();
  const read = useVaultRead(
    useCallback(
      (vault: Vault) =>
        vault.notInSummary({ limit, ...defined({ search: wanted === '' ? undefined : wanted }) }),
      [limit, wanted],
    ),
  );
  if (read.state === 'failed') return <ProblemNotice problem={read.problem} />;
  const page = read.value;
  const all = page?.groups.reduce((sum, { count }) => sum + count, 0) ?? 0;
  if (page === undefined || all === 0) return null;
  return (
    <section className="phr-section" aria-labelledby={headingId}>
      <h2 className="nhsuk-heading-m" id={headingId} tabIndex={-1}>
        Not in it, and why
      </h2>
      <p className="phr-body">
        {countWords(
          all - putIn.size,
          'other entry of your record stays',
          'other entries of your record stay',
        )}{' '}
        out, so that a doctor finds what matters. You can add any of them, except mistakes and
        entries that are or may be about someone else.
      </p>
      <Facts rows={page.groups.map(({ why, count }) => ({ name: why, value: String(count) }))} />
      <Disclosure summary="Look through them">
        <SearchField
          label="Search in what is not in it"
          value={search}
          onChange={(text) => {
            setSearch(text);
            setLimit(pageSize);
          }}
          onSubmit={() => {
            setLimit(pageSize);
          }}
        />
        <p className="phr-small phr-quiet" role="status">
          {page.total === 0
            ? `Nothing found for “${wanted}”`
            : countWords(page.total, 'entry', 'entries')}
        </p>
        <Items page={page} putIn={putIn} onChoose={onChoose} />
        {page.items.length < page.total && (
          <Button
            kind="secondary"
            onClick={() => {
              setLimit(limit * 2);
            }}
          >
            Show more
          </Button>
        )}
      </Disclosure>
    </section>
  );
}

function Items({ page, putIn, onChoose }: NotInSummaryProps & { readonly page: NotInPage }) {
  const shown = page.groups.filter(({ why }) => page.items.some((item) => item.why === why));
  return shown.map(({ why }) => (
    <fieldset className="nhsuk-fieldset phr-choice" key={why}>
      <legend className="nhsuk-fieldset__legend">{why}</legend>
      <div className="nhsuk-checkboxes nhsuk-checkboxes--small">
        {page.items
          .filter((item) => item.why === why)
          .map((item) => (
            <Item key={item.key} item={item} putIn={putIn} onChoose={onChoose} />
          ))}
      </div>
    </fieldset>
  ));
}

function Item({ item, putIn, onChoose }: NotInSummaryProps & { readonly item: NotInItem }) {
  if (!item.canBePutIn) {
    return (
      <p className="phr-body">
        <ItemLabel item={item} kind={item.kind} />
      </p>
    );
  }
  return (
    <Checkbox
      label={<ItemLabel item={item} kind={item.kind} />}
      checked={putIn.has(item.key)}
      onChange={(checked) => {
        onChoose(item.key, checked);
      }}
    />
  );
}
