import { useState } from 'react';
import type { PreparedSummary } from '../../program/navigation.ts';
import { PrintButton } from '../../program/print/PrintButton.tsx';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';
import { BeforeSaving } from './BeforeSaving.tsx';
import { SavedNotice } from './SavedNotice.tsx';
import {
  recordPrinted,
  saveFhirFile,
  savePdf,
  signedPdf,
  type SaveOutcome,
} from './save-summary.ts';

type FileShareProps = {
  readonly kind: 'pdf' | 'json';
  readonly summary: PreparedSummary;
  readonly onBack: () => void;
};

const words = {
  pdf: {
    title: 'Save as PDF, or print',
    what: 'The summary as you saw it, on A4 pages. A saved PDF has the same content for computers inside.',
    button: 'Save PDF',
    busy: 'Making the PDF…',
    next: 'Print it, or send it by a way that you trust.',
  },
  json: {
    title: 'Save as a file for hospital computers',
    what: 'The summary as you saw it, as a FHIR document (International Patient Summary).',
    button: 'Save FHIR file',
    busy: 'Making the file…',
    next: 'Give it to whoever asked for it, by a way that you trust.',
  },
} as const;

/** The PDF or the FHIR file: what goes out, then the saving. */
export function FileShare({ kind, summary, onBack }: FileShareProps) {
  const program = useProgram();
  const task = useTask();
  const [saved, setSaved] = useState<string>();
  const { title, what, button, busy, next } = words[kind];

  const save = () =>
    task.run(async () => {
      const work = kind === 'pdf' ? savePdf : saveFhirFile;
      const outcome: SaveOutcome = await work(program, summary);
      if (outcome.kind === 'problem') return outcome.problem;
      setSaved(outcome.kind === 'saved' ? outcome.fileName : undefined);
      return undefined;
    });

  return (
    <Page title={title}>
      <BeforeSaving what={what} summary={summary} />
      <ProblemNotice problem={task.problem} />
      {saved !== undefined && <SavedNotice fileName={saved} next={next} />}
      <div className="phr-actions">
        <Button disabled={task.busy} onClick={() => void save()}>
          {task.busy ? busy : button}
        </Button>
        {kind === 'pdf' && (
          <PrintButton
            disabled={task.busy}
            printable={async () => {
              const pdf = await signedPdf(program, summary);
              return 'problem' in pdf ? pdf : { kind: 'pdf', bytes: pdf.bytes };
            }}
            onPrinted={() => recordPrinted(program, summary, 'pdf')}
          >
            Print
          </PrintButton>
        )}
      </div>
      <BackButton onClick={onBack}>Other ways to share</BackButton>
    </Page>
  );
}
