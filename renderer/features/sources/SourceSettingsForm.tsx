import { useState } from 'react';
import type { Source } from '../../../shared/record/source.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { Radios } from '../../ui/Choice.tsx';
import { limitOf, limitOptions, refreshOf, refreshOptions } from './source-settings.ts';

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
