import type { Vault } from '../../program/program.ts';
import { useCallback, useState } from 'react';
import type { EntryKey } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation, type Route } from '../../program/navigation.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BackButton } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { EntryPage } from './EntryPage.tsx';
import { OriginalRecord } from './OriginalRecord.tsx';

type EntryScreenProps = { readonly entryKey: EntryKey; readonly back: Route };

/** One entry: what it says, where it came from, what is attached, and the original behind a fold. */
export function EntryScreen({ entryKey, back }: EntryScreenProps) {
  // With each change it is read anew.
  const [changes, setChanges] = useState(0);
  return (
    <ReadEntry
      key={`${entryKey} ${String(changes)}`}
      entryKey={entryKey}
      back={back}
      onChanged={() => {
        setChanges(changes + 1);
      }}
    />
  );
}

type ReadEntryProps = EntryScreenProps & {
  /** The person gave it another title or date. */
  readonly onChanged: () => void;
};

function ReadEntry({ entryKey, back, onChanged }: ReadEntryProps) {
  const { go } = useNavigation();
  const read = useVaultRead(useCallback((vault: Vault) => vault.entry(entryKey), [entryKey]));
  return (
    <>
      <div className="phr-page phr-way-back">
        <BackButton
          onClick={() => {
            go(back);
          }}
        >
          Back
        </BackButton>
      </div>
      {read.state === 'failed' && (
        <Page title="This entry cannot be shown">
          <ProblemNotice problem={read.problem} />
        </Page>
      )}
      {read.state === 'ready' && (
        <EntryPage detail={read.value} back={back} onChanged={onChanged}>
          <section className="phr-section" aria-label="Original">
            <OriginalRecord detail={read.value} />
          </section>
        </EntryPage>
      )}
    </>
  );
}
