import { useState } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { PersonInFile } from '../../vault/api-files.ts';
import type { Ingest } from './use-ingest.ts';

type PersonInFileStepProps = { readonly several: Extract<Ingest, { state: 'several' }> };

/** Files hold the entries of several people, a family's say: one of them belongs in here. */
export function PersonInFileStep({ several }: PersonInFileStepProps) {
  const { names, people, choose } = several;
  const [chosen, setChosen] = useState(() => theOneThatFits(people));
  const [asked, setAsked] = useState(false);
  const person = people.find(({ id }) => id === chosen);
  const [name = ''] = names;
  const what = names.length === 1 ? name : `${name} and ${String(names.length - 1)} more`;
  return (
    <Page title="Whose entries do you want to add?">
      <p className="phr-lede">
        {what} {names.length === 1 ? 'is' : 'are'} about {people.length} people. Nothing has been
        added yet.
      </p>
      <p className="phr-body">
        A record here is about one person. Choose the person whose record is open now: only what
        belongs to them is added. For everybody else, lock this record, make one of their own and
        add the same there. If you are listed twice, choose one now, and add the same again for the
        other.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (chosen !== undefined) choose(chosen);
        }}
      >
        {asked && chosen === undefined && (
          <Notice tone="danger" title="Say whose entries to add" announce />
        )}
        <Radios
          legend="Whose record is open here?"
          options={people.map(optionOf)}
          value={chosen}
          onChange={setChosen}
        />
        {person?.fits === 'differs' && (
          <Notice tone="care" title={`${person.name} looks like somebody else`} announce>
            <p>
              The name or date of birth differs from this record. Before anything is added, we show
              you the differences and ask again.
            </p>
          </Notice>
        )}
        <div className="phr-actions">
          <Button submit>Continue</Button>
          <Button
            kind="secondary"
            onClick={() => {
              choose(undefined);
            }}
          >
            Add none of them
          </Button>
        </div>
      </form>
    </Page>
  );
}

/** Chosen beforehand only where there is no doubt. */
function theOneThatFits(people: readonly PersonInFile[]): string | undefined {
  const [one, another] = people.filter(({ fits }) => fits === 'same');
  return another === undefined ? one?.id : undefined;
}

function optionOf({ id, name, birthDate, entries, fits }: PersonInFile) {
  const count = countWords(entries, 'entry', 'entries');
  const hints = {
    same: `${count}. Matches this record`,
    differs: `${count}. Not the person of this record`,
    unknown: count,
  } as const;
  return {
    value: id,
    label: birthDate === undefined ? name : `${name}, born ${formatDate(birthDate)}`,
    hint: hints[fits],
  };
}
