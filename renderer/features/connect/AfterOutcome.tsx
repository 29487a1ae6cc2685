import { DocumentForm } from '../../program/DocumentForm.tsx';
import { IssuerCheck } from '../../program/IssuerCheck.tsx';
import { Button } from '../../ui/Button.tsx';
import type { Outcome } from './use-ingest.ts';

type AfterOutcomeProps = {
  readonly outcome: Outcome;
  /** The person wants what is behind a link. */
  readonly onLink: (link: string) => void;
};

/** What there is left to do for a file: name a document, check a card, fetch what is behind a link. */
export function AfterOutcome({ outcome, onLink }: AfterOutcomeProps) {
  if (outcome.kind === 'link') {
    return (
      <Button
        kind="secondary"
        onClick={() => {
          onLink(outcome.link);
        }}
      >
        Fetch it<span className="nhsuk-u-visually-hidden">: what is behind {outcome.name}</span>
      </Button>
    );
  }
  if (outcome.kind !== 'stored') return null;
  const { document, stored } = outcome;
  return (
    <>
      {document !== undefined && <DocumentForm document={document} />}
      {stored.source.issuer !== undefined && (
        <IssuerCheck source={stored.source.id} issuer={stored.source.issuer} />
      )}
    </>
  );
}
