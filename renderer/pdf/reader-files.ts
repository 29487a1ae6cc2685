/// <reference types="vite/types/importMeta.d.ts" />

/** What PDF.js reads documents with, by file: shapes of letters, tables of scripts, decoders of pictures. All come along. */
const files: Readonly<Record<string, string>> = {
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/cmaps/*.bcmap', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
  ...import.meta.glob<string>('../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm', {
    query: '?url',
    import: 'default',
    eager: true,
  }),
};

const addresses = new Map(
  Object.entries(files).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
);

/** Gives PDF.js such a file by its name: from beside the program and from nowhere else. */
export class ReaderFiles {
  async fetch({ filename }: { readonly filename: string }): Promise<Uint8Array> {
    const address = addresses.get(filename);
    if (address === undefined) throw new Error('PDF.js asks for a file that is not here');
    const answer = await fetch(address);
    return new Uint8Array(await answer.arrayBuffer());
  }
}
