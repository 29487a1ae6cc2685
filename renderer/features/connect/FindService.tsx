import { useCallback, useState } from 'react';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import type { Have } from '../../program/navigation.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { SearchField } from '../../ui/TextField.tsx';
import type { FoundServices, KnownService } from '../../vault/api/sources.ts';
import { ServiceListFile } from './ServiceListFile.tsx';
import { ServiceResults } from './ServiceResults.tsx';
import { useDiscovery } from './use-discovery.ts';
import { namedIn } from './wrong-box.ts';
import { WrongBox } from './WrongBox.tsx';

/** Finds a service by its name or place: those tried before, and those of a list that the person has loaded. */
export function FindService({ onServer, onHave }: Pick<FoundListProps, 'onServer' | 'onHave'>) {
  const [typed, setTyped] = useState('');
  const [revision, setRevision] = useState(0);
  return (
    <FoundList
      // Another list is read anew.
      key={revision}
      typed={typed}
      onTyped={setTyped}
      onServer={onServer}
      onHave={onHave}
      onListChanged={() => {
        setRevision(revision + 1);
      }}
    />
  );
}

type FoundListProps = {
  readonly typed: string;
  readonly onTyped: (typed: string) => void;
  readonly onServer: (server: Discovery) => void;
  /** The person has something else. */
  readonly onHave: (have: Have | undefined) => void;
  readonly onListChanged: () => void;
};

function FoundList({ typed, onTyped, onServer, onHave, onListChanged }: FoundListProps) {
  const { task, discover, cancel } = useDiscovery();
  const read = useVaultRead(useCallback((vault: Vault) => vault.findServices(typed), [typed]));
  const found = read.state === 'failed' ? undefined : read.value;
  const open = ({ fhirBaseUrl, name }: KnownService) =>
    discover(
      () => fhirBaseUrl,
      (server) => {
        onServer({ ...server, name });
      },
    );
  if (found === undefined) return null;
  const lead = found.total === 0 ? namedIn(typed) : undefined;
  return (
    <>
      <ProblemNotice problem={task.problem} />
      {found.list !== undefined && (
        <SearchField
          label="Name of the service, town or postcode"
          value={typed}
          onChange={onTyped}
          onSubmit={() => undefined}
        />
      )}
      <p className="phr-small phr-quiet" role="status">
        {statusWords(found, typed, task.busy)}
      </p>
      {lead !== undefined && <WrongBox lead={lead} onHave={onHave} />}
      {task.busy && (
        <Button kind="secondary" small onClick={cancel}>
          Cancel
        </Button>
      )}
      <ServiceResults
        found={found}
        disabled={task.busy}
        onChoose={(service) => void open(service)}
      />
      <ServiceListFile list={found.list} onChanged={onListChanged} />
    </>
  );
}

function statusWords(
  { found, recent, total }: FoundServices,
  typed: string,
  busy: boolean,
): string {
  if (busy) return 'Looking for the service…';
  if (typed.trim() === '') return '';
  if (total === 0) return 'No service of the list has these words. You can type its address.';
  if (total > found.length + recent.length) {
    return `${total.toLocaleString('en-GB')} services found. Type more to narrow them down.`;
  }
  return total === 1 ? '1 service found.' : `${total.toLocaleString('en-GB')} services found.`;
}
