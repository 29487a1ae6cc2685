import { renderToStaticMarkup } from 'react-dom/server';
import { base64 } from '../../../shared/base/bytes.ts';
import { formatDate } from '../../../shared/fhir/partial-date.ts';
import type { Printable } from '../../program/print/print.ts';
import { PlainDocument, PlainText } from '../../ui/PlainDocument.tsx';
import type { TextCard } from '../../vault/api/share.ts';

/** A card on paper: its code, as large as cameras like it, and the same words beside it. `until`: YYYY-MM-DD. */
export function cardPage(card: TextCard, until: string): Printable {
  return {
    kind: 'page',
    page: {
      html: renderToStaticMarkup(<CardDocument card={card} />),
      title: 'Health summary card',
      language: 'en-GB',
      footer: `Use until ${formatDate(until)}. As much of the summary as fits on a card.`,
    },
  };
}

function CardDocument({ card }: { readonly card: TextCard }) {
  return (
    <PlainDocument title="Health summary card">
      <p>Any phone camera shows these words from the code, without the internet.</p>
      <img
        className="plain__code"
        src={`data:image/png;base64,${base64(card.png)}`}
        alt="QR code of the words below"
      />
      <PlainText>{card.text}</PlainText>
    </PlainDocument>
  );
}
