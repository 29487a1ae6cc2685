import { useState } from 'react';
import type { SourceId } from '../../../shared/record/card.ts';
import type { SetAside } from '../../../shared/record/source.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useNavigation } from '../../program/navigation.ts';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button, LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { countWords, listWords } from '../../ui/type-words.ts';
import type { AboutWhom, EntryLine } from '../../vault/api/record.ts';

/** Why an entry stands apart, in plain words. */
const whyWords: Readonly<Record<SetAside, string>> = {
  other: 'It says that it is about someone else.',
  relative: 'It seems to be about a relative of yours, or about someone you have to do with.',
  unclear: 'It does not say clearly whom it is about.',
  'not-mine': 'You have said that it is not about you.',
};

/** On the first screen: how many entries stand apart, and the way to them. */
export function SetAsideNotice({ count }: { readonly count: number }) {
  const { go } = useNavigation();
  if (count === 0) return null;
  const words = `${countWords(count, 'entry is', 'entries are')} set apart from your record`;
  return (
    <Notice tone="care" title={words}>
      <p>
        {count === 1 ? 'It is or may be' : 'They are or may be'} about someone else, and{' '}
        {count === 1 ? 'is' : 'are'} in none of your lists and in no summary. Nothing was deleted.
        Look at {count === 1 ? 'it' : 'them'}, and say which are about you.
      </p>
      <p>
        <LinkButton
          onClick={() => {
            go({ screen: 'record', only: { what: 'set-aside' } });
          }}
        >
          {count === 1 ? 'See it' : 'See them'}
        </LinkButton>
      </p>
    </Notice>
  );
}

/** On the page of an entry that stands apart: why, and the way to take it in. */
export function EntrySetAside({
  line: { key, sourceId, setAside },
  about,
  onChanged,
}: {
  readonly line: EntryLine;
  readonly about: AboutWhom | undefined;
  readonly onChanged: () => void;
}) {
  const { vault } = useProgram();
  const task = useTask();
  if (setAside === undefined) return null;
  const say = (isMine: boolean) =>
    task.run(async () => {
      const entry = { source: sourceId, key };
      const answer = await (isMine ? vault.claimEntries(entry) : vault.disownEntry(entry));
      if (answer.ok) onChanged();
      return problemOf(answer);
    });
  return (
    <Notice
      {...(setAside === 'not-mine' ? {} : { tone: 'care' })}
      title="Set apart from your record"
    >
      <p>
        {whyWords[setAside]} {aboutWords(about)}
      </p>
      <p>It is in none of your lists and in no summary.</p>
      <ProblemNotice problem={task.problem} />
      <div className="phr-actions">
        <Button kind="secondary" small disabled={task.busy} onClick={() => void say(true)}>
          It is about me: take it in
        </Button>
        {setAside !== 'not-mine' && (
          <Button kind="secondary" small disabled={task.busy} onClick={() => void say(false)}>
            It is not about me: keep it apart
          </Button>
        )}
      </div>
    </Notice>
  );
}

/** "It names M. E. Hollinby. This record is of Margaret Hale." */
function aboutWords(about: AboutWhom | undefined): string {
  const { names, here } = about ?? { names: [] };
  const named = names.length === 0 ? [] : [`It names ${listWords(names)}.`];
  return [...named, ...(here === undefined ? [] : [`This record is of ${here}.`])].join(' ');
}

/** Takes in all that stands apart of a source, once the person has said so twice. */
export function ClaimAll({
  source,
}: {
  readonly source: { readonly id: SourceId; readonly name: string };
}) {
  const { vault } = useProgram();
  const { go } = useNavigation();
  const [isSure, setSure] = useState(false);
  const task = useTask();
  const claim = () =>
    task.run(async () => {
      const answer = await vault.claimEntries({ source: source.id });
      if (answer.ok) go({ screen: 'source', id: source.id });
      return problemOf(answer);
    });
  if (!isSure) {
    return (
      <Button
        kind="secondary"
        small
        onClick={() => {
          setSure(true);
        }}
      >
        All of these are about me
      </Button>
    );
  }
  return (
    <Notice tone="danger" title="Are all of these about you?">
      <p>Mixing two people’s records can be dangerous.</p>
      <ProblemNotice problem={task.problem} />
      <Button kind="secondary" small disabled={task.busy} onClick={() => void claim()}>
        Yes, take all of them in
      </Button>
    </Notice>
  );
}
