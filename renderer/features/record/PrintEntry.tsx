import { createElement } from 'react';
import { PrintButton } from '../../program/print/PrintButton.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import type { EntryDetail } from '../../vault/api/record.ts';
import { EntryDocument } from './EntryDocument.tsx';
import { recordPage } from './record-page.ts';

/** Prints what the entry's page says. */
export function PrintEntry({ detail }: { readonly detail: EntryDetail }) {
  const { vault } = useProgram();
  return (
    <PrintButton
      printable={async () => {
        const whose = await vault.whose();
        if (!whose.ok) return { problem: problemOf(whose) };
        return recordPage(createElement(EntryDocument, { detail }), whose.value);
      }}
    >
      Print this entry
    </PrintButton>
  );
}
