import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../../scripts/run.mjs';

const page = readFileSync(path.join(root, 'docs', 'threat-model.md'), 'utf8');
const [claims = '', tests = ''] = page.split('## The tests behind the claims');
const rows = [...tests.matchAll(/^\| \[(\d+)\]\s*\| (.*) \|$/gm)].map(([, number, shown = '']) => ({
  number,
  commands: [...shown.matchAll(/`((?:npx|node|npm) [^`]+)`/g)].map(([, command = '']) => command),
}));
const commands = rows.flatMap((row) => row.commands);

describe('the threat model', () => {
  test('has a test for each claim, and no test without a claim', () => {
    const claimed = new Set([...claims.matchAll(/\[(\d+)\]/g)].map(([, number]) => number));
    expect(rows.map(({ number }) => number)).toEqual(
      [...claimed].sort((one, other) => Number(one) - Number(other)),
    );
    for (const row of rows) expect(row.commands, row.number).not.toEqual([]);
  });

  test.each(commands.filter((command) => !command.startsWith('npm ')))(
    'names tests that there are: %s',
    (command) => {
      const files = command.match(/tests\/\S+\.(?:test|e2e)\.ts/g) ?? [];
      expect(files).not.toEqual([]);
      for (const file of files) expect(existsSync(path.join(root, file)), file).toBe(true);
      const [, title] = / -t "([^"]+)"/.exec(command) ?? [];
      if (title === undefined) return;
      const sources = files.map((file) => readFileSync(path.join(root, file), 'utf8'));
      // As `-t` takes it: words of a title, which stand in the source as they are.
      expect(sources.some((source) => source.includes(title))).toBe(true);
    },
  );

  test('names commands that there are', () => {
    const scripts = readFileSync(path.join(root, 'package.json'), 'utf8');
    expect(commands.some((command) => command.startsWith('npm run test:kill'))).toBe(true);
    expect(scripts).toContain('"test:kill"');
  });
});
