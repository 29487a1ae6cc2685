import { useEffect, useRef, useState } from 'react';
import { utf8 } from '../../../shared/base/bytes.ts';
import type { Result } from '../../../shared/base/result.ts';
import type { About } from '../../../shared/ipc/app.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import type { SourceDetails } from '../../vault/api/sources.ts';
import { supportText } from './support-text.ts';

/** What to give to somebody who helps: how the fetching went, and nothing of anybody's health. */
export function SupportDetails({ details }: { readonly details: SourceDetails }) {
  const { main } = useProgram();
  const [about, setAbout] = useState<Result<About>>();
  useEffect(() => {
    void main('app:about', {}).then(setAbout);
  }, [main]);
  return (
    <Disclosure summary="Details for support">
      {about !== undefined && !about.ok && <ProblemNotice problem={about} />}
      {about?.ok === true && <Details text={supportText(about.value, details)} />}
    </Disclosure>
  );
}

function Details({ text }: { readonly text: string }) {
  const { main } = useProgram();
  const shown = useRef<HTMLPreElement>(null);
  const task = useTask();
  const [done, setDone] = useState('');
  const save = () =>
    task.run(async () => {
      const file = {
        suggestedName: 'source-details.txt',
        bytes: utf8(text),
        kind: 'text',
      } as const;
      const saved = await main('file:save', file);
      if (saved.ok && saved.value.saved)
        setDone(`Saved as ${saved.value.fileName ?? file.suggestedName}.`);
      return problemOf(saved);
    });
  return (
    <>
      <p className="phr-small">
        For somebody who helps you with this source. It says how the fetching went. It holds no
        entry, no name, no number of yours and no access to the service.
      </p>
      <ProblemNotice problem={task.problem} />
      <pre
        className="phr-original"
        ref={shown}
        tabIndex={0}
        role="region"
        aria-label="Details to copy"
      >
        {text}
      </pre>
      <div className="phr-actions">
        <Button
          kind="secondary"
          small
          onClick={() => {
            const copied = shown.current !== null && copySelected(shown.current);
            setDone(
              copied
                ? 'Copied. It is taken out of the clipboard again after a minute.'
                : 'It is selected: press the keys Ctrl and C to copy it.',
            );
          }}
        >
          Copy
        </Button>
        <Button kind="secondary" small disabled={task.busy} onClick={() => void save()}>
          Save as a file
        </Button>
      </div>
      <p className="phr-small" role="status">
        {done}
      </p>
    </>
  );
}

/**
 * Selects what an element says and copies it; answers whether it was copied. The page is denied every permission, and
 * with them the newer way to write to the clipboard; this one is the same as the person's own Ctrl and C.
 */
function copySelected(element: HTMLElement): boolean {
  window.getSelection()?.selectAllChildren(element);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way that needs no permission
  return document.execCommand('copy');
}
