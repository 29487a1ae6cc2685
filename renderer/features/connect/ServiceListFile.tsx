import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { ChosenFile } from '../../ui/chosen-files.ts';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { localDate } from '../../ui/local-time.ts';
import { countWords } from '../../ui/type-words.ts';
import type { ServiceList } from '../../vault/api/sources.ts';

type ServiceListFileProps = {
  readonly list: ServiceList | undefined;
  readonly onChanged: () => void;
};

/** The list of services: loading one, and letting it go. */
export function ServiceListFile({ list, onChanged }: ServiceListFileProps) {
  const { vault } = useProgram();
  const task = useTask();
  const load = (file: ChosenFile | undefined) =>
    task.run(async () => {
      if (file === undefined) return undefined;
      const loaded = await vault.loadServices(file);
      if (loaded.ok) onChanged();
      return problemOf(loaded);
    });
  const forget = () =>
    task.run(async () => {
      const forgotten = await vault.forgetServices();
      if (forgotten.ok) onChanged();
      return problemOf(forgotten);
    });
  return (
    <>
      <ProblemNotice problem={task.problem} />
      <Disclosure
        key={list?.loadedAt}
        summary={list === undefined ? 'Find a service by its name' : 'Your list of services'}
      >
        {list === undefined ? (
          <p>
            Makers of record systems and some countries publish lists of services, as “User-access
            Brands” files. Load one, and you can search it by name, town or postcode. It is stored
            encrypted, like your record.
          </p>
        ) : (
          <p>
            {countWords(list.count, 'service', 'services')} from {list.name}, loaded on{' '}
            {localDate(list.loadedAt)}.
          </p>
        )}
        <FileDrop
          label={list === undefined ? 'List of services' : 'A newer list'}
          hint="A file that ends in .json or .gz. It replaces the list that you have."
          accept=".json,.gz,application/json,application/fhir+json,application/gzip"
          disabled={task.busy}
          onFiles={([file]) => void load(file)}
        />
        {task.busy && <p role="status">Reading the list…</p>}
        {list !== undefined && (
          <LinkButton block disabled={task.busy} onClick={() => void forget()}>
            Remove this list
          </LinkButton>
        )}
      </Disclosure>
    </>
  );
}
