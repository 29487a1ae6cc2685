import { createElement } from 'react';
import { PrintButton } from '../../program/print/PrintButton.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { PlainDocument, PlainText } from '../../ui/PlainDocument.tsx';
import type { AttachmentContent } from '../../vault/api/record.ts';
import { isPdf, isPicture, shownText } from './attachment-content.ts';
import { recordPage } from './record-page.ts';

type PrintAttachmentProps = { readonly content: AttachmentContent; readonly name: string };

/** Prints an attached document, where this window can show it. */
export function PrintAttachment({ content, name }: PrintAttachmentProps) {
  const { vault } = useProgram();
  const text = shownText(content);
  if (text === undefined && !isPdf(content) && !isPicture(content.contentType)) return null;
  return (
    <PrintButton
      what={name}
      printable={async () => {
        if (text === undefined) return { kind: isPdf(content) ? 'pdf' : 'picture', ...content };
        const whose = await vault.whose();
        if (!whose.ok) return { problem: problemOf(whose) };
        const words = createElement(PlainText, { children: text });
        return recordPage(
          createElement(PlainDocument, { title: name, children: words }),
          whose.value,
        );
      }}
    >
      Print
    </PrintButton>
  );
}
