import type { Verdict } from '../../shared/share/verdict.ts';
import { readSummary } from '../../shared/summary/read-summary.ts';
import { english } from '../../shared/words/english.ts';
import { SummaryDocument } from './SummaryDocument.tsx';
import { VerdictPanel } from './VerdictPanel.tsx';

/** What a check found, first; then what was signed. A share that was changed shows nothing of itself. */
export function CheckedShare({ verdict }: { readonly verdict: Verdict }) {
  return (
    <>
      <VerdictPanel verdict={verdict} />
      {'bundleText' in verdict && <SignedDocument bundleText={verdict.bundleText} />}
      {'cardLines' in verdict && <SignedCard lines={verdict.cardLines} />}
    </>
  );
}

function SignedDocument({ bundleText }: { readonly bundleText: string }) {
  const view = readSummary(bundleText, english);
  if (view === undefined)
    return <p className="phr-body">The summary inside cannot be shown here.</p>;
  return (
    <div className="phr-sheet">
      <SummaryDocument view={view} headingLevel={2} />
    </div>
  );
}

function SignedCard({ lines }: { readonly lines: readonly string[] }) {
  return (
    <section className="phr-sheet" aria-labelledby="card-text">
      <h2 className="nhsuk-heading-m" id="card-text">
        What the card says
      </h2>
      <ul className="phr-plain-list">
        {lines.map((line, index) => (
          <li className="phr-body" key={`${index}-${line}`}>
            {line}
          </li>
        ))}
      </ul>
    </section>
  );
}
