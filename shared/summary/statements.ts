import { objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { languages } from '../words/languages.ts';
import { statementParts, type Statement, type StatementKind } from '../words/statement.ts';
import type { Words } from '../words/words.ts';
import type { NoteView } from './view.ts';

/** What a statement says as data: an extension with its kind and its parts. */
const statementUrl = 'urn:patient-held-record:statement';
/** Of the whole document: what it says, in words. */
const wordsPart = 'words';

/** Whether a statement says more of an empty section than that there is no information. */
export function tellsWhyEmpty(kind: NoteView['kind']): boolean {
  return kind === 'none-recorded' || kind === 'entries-damaged';
}

/** A statement as data, to stand beside its words. */
export function statementData({ kind, ...parts }: Statement): JsonObject {
  return {
    url: statementUrl,
    extension: [
      { url: 'kind', valueCode: kind },
      ...Object.entries(parts).map(([url, value]) => ({ url, valueString: value })),
    ],
  };
}

/** A statement of the whole document as its Composition has it, in words and as data. */
export function documentStatement(statement: Statement, words: Words): JsonObject {
  const { url, extension } = statementData(statement);
  const said = { url: wordsPart, valueString: words.statement(statement) };
  return { url, extension: [...objectsOf(extension), said] };
}

/** What a document says of itself as a whole. */
export function readDocumentStatements(composition: JsonObject, words: Words): NoteView[] {
  return objectsOf(composition['extension'])
    .filter(({ url }) => url === statementUrl)
    .flatMap((extension) => {
      const said = partOf(extension, wordsPart);
      return said === undefined ? [] : [statementView([extension], said, words) ?? { words: said }];
    });
}

/**
 * A statement of ours in these words; `undefined` where there is none. Anybody can write our data beside other words,
 * which are then what counts.
 */
export function statementView(
  extensions: readonly JsonObject[],
  text: string,
  words: Words,
): NoteView | undefined {
  const data = extensions.find(({ url }) => url === statementUrl);
  const statement = data === undefined ? undefined : readStatement(data);
  if (statement === undefined) return undefined;
  if (!languages.some((language) => language.statement(statement) === text)) return undefined;
  const { kind } = statement;
  return { kind, words: words.statement(statement), short: words.shortStatement(statement) };
}

function readStatement(data: JsonObject): Statement | undefined {
  const kind = textOf(
    objectsOf(data['extension']).find(({ url }) => url === 'kind')?.['valueCode'],
  );
  if (kind === undefined || !Object.hasOwn(statementParts, kind)) return undefined;
  const wanted = statementParts[kind as StatementKind]; // checked by hasOwn
  const parts: Record<string, string> = {};
  for (const [name, isNeeded] of Object.entries(wanted)) {
    const value = partOf(data, name);
    if (value !== undefined) parts[name] = value;
    else if (isNeeded) return undefined;
  }
  return { kind, ...parts } as Statement; // its parts are those of its kind
}

function partOf(data: JsonObject, name: string): string | undefined {
  return textOf(objectsOf(data['extension']).find(({ url }) => url === name)?.['valueString']);
}
