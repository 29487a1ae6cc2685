import { useState } from 'react';
import { largestAttachment } from '../../../shared/ipc/sync.ts';
import type { Source } from '../../../shared/record/source.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Radios, type Option } from '../../ui/Choice.tsx';

const megabyte = 1024 * 1024;
/** So many hours are never over while a record is open: it is then fetched on opening only. */
const onOpening = 24 * 365;

const refreshOptions = [
  { value: '0', label: 'Only when I ask for it' },
  { value: String(onOpening), label: 'When I open my record' },
  { value: '6', label: 'When I open it, and every 6 hours' },
  { value: '12', label: 'When I open it, and every 12 hours' },
  { value: '24', label: 'When I open it, and once a day' },
] as const satisfies readonly Option<string>[];

const limits = [10, 50, 200] as const;
const limitOptions: readonly Option<string>[] = [
  ...limits.map((size) => ({
    value: String(size * megabyte),
    label: `Up to ${String(size)} MB each`,
    ...(size === 50 ? { hint: 'As usual' } : {}),
  })),
  {
    value: String(largestAttachment),
    label: 'Of any size',
    hint: `The program takes up to ${String(largestAttachment / megabyte)} MB each`,
  },
];

/** How often a service is fetched from without being asked, and how large documents may be. */
export function SourceSettingsForm({ source }: { readonly source: Source }) {
  const { vault } = useProgram();
  const task = useTask();
  const [now, setNow] = useState(source);
  const [stored, setStored] = useState(false);
  const change = (wanted: Pick<Source, 'refreshHours'> | Pick<Source, 'attachmentLimit'>) =>
    task.run(async () => {
      setStored(false);
      setNow({ ...now, ...wanted });
      const answer = await vault.changeSource(source.id, wanted);
      setNow(answer.ok ? answer.value : now);
      setStored(answer.ok);
      return problemOf(answer);
    });
  return (
    <section className="phr-section" aria-labelledby="source-settings">
      <h2 className="nhsuk-heading-m" id="source-settings">
        Settings
      </h2>
      <ProblemNotice problem={task.problem} />
      <Radios
        legend="Look for new entries by itself"
        options={refreshOptions}
        value={refreshOf(now)}
        onChange={(value) => void change({ refreshHours: Number(value) })}
      />
      <Radios
        legend="Fetch attached documents"
        options={limitOptions}
        value={limitOf(now)}
        onChange={(value) => void change({ attachmentLimit: Number(value) })}
      />
      <p className="phr-small phr-quiet" role="status">
        {stored && 'Stored. It counts from the next fetching on.'}
      </p>
    </section>
  );
}

/** The option for how often a source is fetched by itself. */
function refreshOf({ refreshHours = 0 }: Source): string {
  return String(refreshHours);
}

/** The option for how large a document may be. */
function limitOf({ attachmentLimit = 50 * megabyte }: Source): string {
  return String(attachmentLimit);
}
