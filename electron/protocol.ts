import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { pagePolicy } from './content-security-policy.ts';

export const scheme = 'app';
/** The origin of the program's own pages. */
export const origin = `${scheme}://phr`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  // What PDFs are read with: tables of scripts, and shapes of letters.
  '.bcmap': 'application/octet-stream',
  '.pfb': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * The file that an address of ours stands for; `undefined` for another origin, a way out of the folder,
 * or a kind of file that the program does not hold.
 */
export function fileForUrl(url: string, folder: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  const path = decoded(pathname === '/' ? '/index.html' : pathname);
  if (`${protocol}//${host}` !== origin || path === undefined) return undefined;
  const parts = path.split('/').slice(1);
  if (parts.some((part) => part === '' || part.startsWith('.') || /[\\:\0]/.test(part))) {
    return undefined;
  }
  const file = join(folder, ...parts);
  return file.startsWith(folder + sep) && extname(file) in contentTypes ? file : undefined;
}

/** Answers a request for one of the program's files out of `folder`. */
export async function answerFromFolder(request: Request, folder: string): Promise<Response> {
  const file = request.method === 'GET' ? fileForUrl(request.url, folder) : undefined;
  if (file === undefined) return answerWith(null, { status: 404 });
  try {
    const type = contentTypes[extname(file)];
    return answerWith(await readFile(file), { type });
  } catch {
    return answerWith(null, { status: 404 });
  }
}

/** An answer with the headers that every one of ours carries. */
export function answerWith(
  body: Uint8Array<ArrayBuffer> | string | null,
  options: { status?: number; type?: string | undefined; policy?: string },
): Response {
  const headers = {
    'content-type': options.type ?? 'text/plain; charset=utf-8',
    'content-security-policy': options.policy ?? pagePolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  };
  return new Response(body, { status: options.status ?? 200, headers });
}

function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
