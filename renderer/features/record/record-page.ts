import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Printable } from '../../program/print/print.ts';
import { localDate } from '../../ui/local-time.ts';
import type { Whose } from '../../vault/api/record.ts';

/** A page out of the record for paper. Its foot says on each sheet whose record it is of, and that nobody signed it. */
export function recordPage(content: ReactNode, { name, nickname }: Whose): Printable {
  const who = name ?? nickname;
  const printed = `Printed on ${localDate(new Date().toISOString())}, not signed.`;
  return {
    kind: 'page',
    page: {
      html: renderToStaticMarkup(content),
      title: 'From a health record',
      language: 'en-GB',
      footer: who === undefined ? printed : `Record of ${who}. ${printed}`.slice(0, 500),
    },
  };
}
