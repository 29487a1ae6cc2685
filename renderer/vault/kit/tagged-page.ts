import {
  beginMarkedContent,
  endMarkedContent,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  PDFString,
  type PDFDocument,
  type PDFPage,
  type PDFRef,
} from 'pdf-lib';

/** What a part of the page is to somebody who hears it read. */
export type Role = 'H1' | 'H2' | 'P' | 'Figure';

/** A page whose parts say what they are and in which order they are read. */
export type TaggedPage = {
  readonly page: PDFPage;
  /** Draws a part; a figure needs `words` that stand for it. */
  readonly part: (role: Role, draw: () => void, words?: string) => void;
  /** Draws what is only there for the eye. */
  readonly ornament: (draw: () => void) => void;
  /** Writes the structure into the document; called once, after all was drawn. */
  readonly finish: () => void;
};

/**
 * Adds one tagged page to a document that has no other.
 * @see ISO 32000-2 section 14.7 (logical structure) and 14.8 (tagged PDF)
 */
export function addTaggedPage(document: PDFDocument, size: [number, number]): TaggedPage {
  const { context } = document;
  const page = document.addPage(size);
  const root = context.nextRef();
  const whole = context.nextRef();
  const parts: PDFRef[] = [];
  return {
    page,
    part(role, draw, words) {
      const element = context.obj({ Type: 'StructElem', S: role, P: whole, Pg: page.ref });
      element.set(PDFName.of('K'), context.obj(parts.length));
      if (words !== undefined) element.set(PDFName.of('Alt'), PDFString.of(words));
      const properties = `<< /MCID ${String(parts.length)} >>`;
      parts.push(context.register(element));
      const begin = PDFOperatorNames.BeginMarkedContentSequence;
      page.pushOperators(PDFOperator.of(begin, [PDFName.of(role), properties]));
      draw();
      page.pushOperators(endMarkedContent());
    },
    ornament(draw) {
      page.pushOperators(beginMarkedContent('Artifact'));
      draw();
      page.pushOperators(endMarkedContent());
    },
    finish() {
      const all = context.obj({ Type: 'StructElem', S: 'Document', P: root });
      all.set(PDFName.of('K'), context.obj(parts));
      context.assign(whole, all);
      const tree = context.obj({ Type: 'StructTreeRoot', K: [whole] });
      tree.set(PDFName.of('ParentTree'), context.obj({ Nums: [0, context.obj(parts)] }));
      context.assign(root, tree);
      page.node.set(PDFName.of('StructParents'), context.obj(0));
      document.catalog.set(PDFName.of('StructTreeRoot'), root);
      document.catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
    },
  };
}
