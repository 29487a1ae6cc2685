import { notSuppliedWords } from '../../ui/source-words.ts';
import { PlainDocument, PlainFacts, PlainText } from '../../ui/PlainDocument.tsx';
import type { EntryDetail } from '../../vault/api/record.ts';
import { contentRows, originRows } from './entry-rows.ts';
import { flagOf, notableStanding } from './entry-words.ts';

/** One entry on paper: all that its page says. What is attached is named; it is printed from where it is opened. */
export function EntryDocument({ detail }: { readonly detail: EntryDetail }) {
  const { line, more, texts } = detail;
  const attached = line.attachments.map(
    ({ title }, index) => title ?? `Document ${String(index + 1)}`,
  );
  return (
    <PlainDocument kind={line.kind} title={line.title}>
      {notesOf(detail).map((note) => (
        <p className="plain__notes" key={note}>
          {note}
        </p>
      ))}
      <PlainFacts rows={contentRows(line)} />
      {texts.map(({ index, text }) => (
        <section key={index}>
          <h2>{attached[index] ?? 'Text'}</h2>
          <PlainText>{text}</PlainText>
        </section>
      ))}
      {more.length > 0 && (
        <>
          <h2>More from the source</h2>
          <PlainFacts rows={more} />
        </>
      )}
      <h2>Where it comes from</h2>
      <PlainFacts rows={originRows(line)} />
      {attached.length > 0 && (
        <>
          <h2>Attached in the record, not printed here</h2>
          <ul>
            {attached.map((name, index) => (
              <li key={`${String(index)}-${name}`}>{name}</li>
            ))}
          </ul>
        </>
      )}
    </PlainDocument>
  );
}

/** What a reader must notice, as the entry's page has it above everything else. */
function notesOf({ line }: EntryDetail): readonly string[] {
  const notes = [flagOf(line), notableStanding(line)?.words];
  if (line.setAside !== undefined) {
    notes.unshift('Set apart from this record: it is or may be about someone else.');
  }
  if (line.notSuppliedSince !== undefined) {
    notes.push(notSuppliedWords(line.sourceName, line.notSuppliedSince));
  }
  return notes.filter((note) => note !== undefined);
}
