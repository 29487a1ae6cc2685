import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { EntryPage } from '../../renderer/features/record/EntryPage.tsx';
import { NavigationContext, type Navigation } from '../../renderer/program/navigation.ts';
import { ProgramContext, type Program } from '../../renderer/program/program.ts';
import { SummaryDocument } from '../../renderer/ui/SummaryDocument.tsx';
import type { EntryDetail } from '../../renderer/vault/api/record.ts';
import type { SummaryView } from '../../shared/summary/view.ts';

const noNavigation: Navigation = { go: () => undefined, stay: () => undefined };

/** No screen asks anything while it is written down: each call that is made all the same fails by its name. */
const noProgram: Program = {
  vault: new Proxy({} as Program['vault'], { get: (_, name) => never(String(name)) }), // every call throws
  main: () =>
    Promise.reject(new Error('The main process was asked while a page was written down.')),
  lock: () => undefined,
};

function never(name: string) {
  return () => {
    throw new Error(`The vault was asked for ${name} while a page was written down.`);
  };
}

/** The page of an entry as the program shows it, without the original behind its fold. */
export function entryMarkup(detail: EntryDetail): string {
  const page = createElement(EntryPage, {
    detail,
    back: { screen: 'overview' },
    onChanged: () => undefined,
  });
  const inProgram = createElement(ProgramContext, { value: noProgram }, page);
  return renderToStaticMarkup(createElement(NavigationContext, { value: noNavigation }, inProgram));
}

/** The clinician's page as it is printed. */
export function summaryMarkup(view: SummaryView): string {
  return renderToStaticMarkup(createElement(SummaryDocument, { view }));
}
