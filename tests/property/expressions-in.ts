import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** A regular expression of the program, and where it stands. */
export type Expression = { readonly expression: RegExp; readonly where: string };

const root = path.join(import.meta.dirname, '../..');

/** Every regular expression that is written in the program, each once. */
export function writtenExpressions(): readonly Expression[] {
  const found = new Map<string, Expression>();
  for (const folder of ['shared', 'electron', 'renderer']) {
    for (const file of readdirSync(path.join(root, folder), {
      recursive: true,
      encoding: 'utf8',
    })) {
      if (!/\.tsx?$/.test(file)) continue;
      for (const one of expressionsIn(path.join(folder, file))) {
        found.set(String(one.expression), one);
      }
    }
  }
  return [...found.values()];
}

function expressionsIn(file: string): Expression[] {
  const source = ts.createSourceFile(
    file,
    readFileSync(path.join(root, file), 'utf8'),
    ts.ScriptTarget.Latest,
  );
  const found: Expression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, pattern = '', flags = ''] = /^\/(.*)\/([a-z]*)$/.exec(node.text) ?? [];
      const { line } = source.getLineAndCharacterOfPosition(node.pos);
      const where = `${file}:${String(line + 1)}`;
      found.push({ expression: new RegExp(pattern, flags.replace(/[gy]/g, '')), where });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Expressions that are put together while a module is loaded, among what it does when `load` runs. */
export async function builtExpressions(load: () => Promise<unknown>): Promise<Expression[]> {
  const found = new Map<string, Expression>();
  const native = globalThis.RegExp;
  globalThis.RegExp = new Proxy(native, {
    construct(target, given, newTarget) {
      const made = Reflect.construct(target, given, newTarget) as RegExp; // what `RegExp` constructs
      found.set(String(made), {
        expression: new native(made.source, made.flags.replace(/[gy]/g, '')),
        where: 'built',
      });
      return made;
    },
  });
  try {
    await load();
  } finally {
    globalThis.RegExp = native;
  }
  return [...found.values()];
}

/**
 * Texts to be repeated that an expression may stumble over: space, line ends, digits, letters, and each letter and
 * word that it names itself, alone and with a space.
 */
export function nastyFor({ source }: RegExp): readonly string[] {
  const plain = source
    .replace(/\\[dDwWsSbB]|\\p\{[^}]*\}/g, ' ')
    .replace(/\\u\{?([\da-f]{2,6})\}?/gi, (_, code: string) =>
      String.fromCodePoint(parseInt(code, 16)),
    )
    .replace(/\\n/g, '\n')
    .replace(/\\t/g, '\t')
    .replace(/\\(.)/g, '$1');
  const words = plain.match(/[a-z]+/gi) ?? [];
  const own = [...new Set(plain)].filter((letter) => !/[a-z\d]/i.test(letter));
  const usual = [' ', '\n', ' \n', 'a', 'a ', 'A', '1', '1.', '0 ', 'a1', '/Aa', 'é'];
  const named = [...new Set(words)].slice(0, mostWords).flatMap((word) => [word, `${word} `]);
  return [...new Set([...usual, ...own, ...own.map((letter) => `a${letter}`), ...named])];
}

const mostWords = 20;
