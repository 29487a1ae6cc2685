import { useState } from 'react';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { useNavigation, type PreparedSummary } from '../../program/navigation.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { countWords } from '../../ui/type-words.ts';
import type { NewShare } from '../../vault/api/share.ts';
import { CardShare } from './CardShare.tsx';
import { FileShare } from './FileShare.tsx';

type ShareKind = NewShare['kind'];

const ways = [
  {
    kind: 'pdf',
    title: 'PDF to print or send',
    words: 'A few pages that anyone can read. Best for most visits.',
    action: 'Choose PDF',
  },
  {
    kind: 'card',
    title: 'Card with a QR code',
    words:
      'The most important facts for your wallet. Any phone camera shows them, without the internet.',
    action: 'Choose card',
  },
  {
    kind: 'json',
    title: 'File for hospital computers',
    words: 'A FHIR file that a hospital system can read in. Give it when someone asks for it.',
    action: 'Choose file',
  },
] as const satisfies readonly { kind: ShareKind; title: string; words: string; action: string }[];

/** A finished summary on its way out: three forms, each with what it means before it is saved. */
export function ShareScreen({ summary }: { readonly summary: PreparedSummary }) {
  const { go } = useNavigation();
  const [kind, setKind] = useState<ShareKind>();
  const back = () => {
    setKind(undefined);
  };
  if (kind === 'card') return <CardShare summary={summary} onBack={back} />;
  if (kind !== undefined)
    return <FileShare key={kind} kind={kind} summary={summary} onBack={back} />;
  return (
    <Page title="Share your summary">
      <p className="phr-lede">
        How do you want to hand it over? It is meant to be used until{' '}
        {formatDate(summary.choices.until)}.
      </p>
      {summary.leftOut.length > 0 && (
        <Notice
          title={`Left out by you: ${countWords(summary.leftOut.length, 'entry', 'entries')}`}
        >
          <ul className="nhsuk-list nhsuk-list--bullet">
            {summary.leftOut.map((title, index) => (
              <li key={`${String(index)}-${title}`}>{title}</li>
            ))}
          </ul>
          <p>The summary never says what was left out.</p>
        </Notice>
      )}
      <div className="phr-shares">
        {ways.map((way) => (
          <section className="phr-share" key={way.kind} aria-label={way.title}>
            <h2 className="nhsuk-heading-m">{way.title}</h2>
            <p>{way.words}</p>
            <Button
              kind={way.kind === 'pdf' ? 'main' : 'secondary'}
              onClick={() => {
                setKind(way.kind);
              }}
            >
              {way.action}
            </Button>
          </section>
        ))}
      </div>
      <p className="phr-body">
        Whoever gets it can check that it is unchanged with a program like this one or with its
        viewer, a web page. A viewer that comes along with a summary proves nothing: they should
        take one from where this program comes from.
      </p>
      <BackButton
        onClick={() => {
          go({ screen: 'summary', choices: summary.choices });
        }}
      >
        Back to the summary
      </BackButton>
    </Page>
  );
}
