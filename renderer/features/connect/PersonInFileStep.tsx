import { Page } from '../../ui/Page.tsx';
import { personHint } from './person-hint.ts';
import type { Ingest } from './use-ingest.ts';
import { WhoseForm } from './WhoseForm.tsx';

type PersonInFileStepProps = { readonly several: Extract<Ingest, { state: 'several' }> };

/** Files hold the entries of several people, a family's say: one of them belongs in here. */
export function PersonInFileStep({ several }: PersonInFileStepProps) {
  const { names, people, choose } = several;
  const [name = ''] = names;
  const what = names.length === 1 ? name : `${name} and ${String(names.length - 1)} more`;
  const isUnclear = people.some(({ unclear }) => unclear !== undefined);
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
      {isUnclear && (
        <p className="phr-body">
          <strong>If you cannot tell which is you, add none of them.</strong> Mixing two people’s
          records can be dangerous.
        </p>
      )}
      <WhoseForm
        people={people}
        isOpen={isUnclear}
        hintOf={personHint}
        missing="Say whose entries to add"
        onChoose={choose}
        onNone={() => {
          choose(undefined);
        }}
      />
    </Page>
  );
}
