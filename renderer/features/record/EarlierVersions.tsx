import { useCallback } from 'react';
import type { EntryKey } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import type { FactChange } from '../../../shared/words/entry-changes.ts';
import type { EarlierVersion } from '../../vault/api/record.ts';

/** What the source changed, newest first, and what it said before, as it came. */
export function EarlierVersions({ entryKey }: { readonly entryKey: EntryKey }) {
  const read = useVaultRead(
    useCallback((vault: Vault) => vault.earlierVersions(entryKey), [entryKey]),
  );
  if (read.state === 'failed') return <ProblemNotice problem={read.problem} />;
  const versions = read.value ?? [];
  return (
    <section className="phr-section" aria-labelledby="earlier">
      <h2 className="nhsuk-heading-m" id="earlier">
        What changed
      </h2>
      {versions.map((version) => (
        <Version key={version.at} version={version} />
      ))}
    </section>
  );
}

function Version({ version }: { readonly version: EarlierVersion }) {
  const { at, changes, facts, original } = version;
  const received = localDateTime(at);
  return (
    <>
      {changes.length === 0 ? (
        <p className="phr-body">
          Since the version of {received}, nothing that you can read here changed.
        </p>
      ) : (
        <ChangeTable received={received} changes={changes} />
      )}
      <Disclosure summary={`The version of ${received}`}>
        <Facts rows={facts} />
        {original === undefined ? (
          <p className="phr-small">Its text is damaged and cannot be shown.</p>
        ) : (
          <pre
            className="phr-original"
            tabIndex={0}
            role="region"
            aria-label={`As it came on ${received}`}
          >
            {original}
          </pre>
        )}
      </Disclosure>
    </>
  );
}

function ChangeTable({
  received,
  changes,
}: {
  readonly received: string;
  readonly changes: readonly FactChange[];
}) {
  return (
    <table className="phr-table">
      <caption>Since the version of {received}</caption>
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Before</th>
          <th scope="col">Then</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, now }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before ?? 'not said'}</td>
            <td>{now ?? 'not said any more'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
