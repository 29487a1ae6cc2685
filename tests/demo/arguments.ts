import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../../scripts/run.mjs';

export const usage = `Usage: npm run demo -- [--from SOURCE]… [--out DIR] [--profile DIR]

Drives the program's own window through the whole job: set up, add records, look, summarise, share.
  --from SOURCE   a FHIR base URL, or a FHIR file (Bundle or NDJSON, .gz too); may be given several times.
                  Without it: the project's own provider with its invented patient.
  --out DIR       where the summary, the card, the pictures and the report go (default: out/demo)
  --profile DIR   keep the program's profile folder there (default: a fresh one, removed at the end)`;

/** The passphrase of every vault that the demo makes. It protects invented people only. */
export const demoPassphrase = 'a demo keeps no secrets';

export type DemoSource =
  | { readonly kind: 'server'; readonly given: string }
  | { readonly kind: 'file'; readonly given: string; readonly path: string };

export type DemoOptions = {
  readonly sources: readonly DemoSource[];
  readonly out: string;
  /** Absent: a fresh one. */
  readonly profile?: string;
};

/**
 * Reads the command's arguments. Paths are relative to `folder`, where the person typed the command.
 * @throws TypeError where an option is not known
 */
export function readArguments(args: readonly string[], folder: string): DemoOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: 'string', multiple: true },
      out: { type: 'string' },
      profile: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return 'help';
  const here = (given: string) => path.resolve(folder, given);
  return {
    sources: (values.from ?? []).map((given) => sourceOf(given, here)),
    out: values.out === undefined ? path.join(root, 'out', 'demo') : here(values.out),
    ...(values.profile !== undefined && { profile: here(values.profile) }),
  };
}

function sourceOf(given: string, here: (given: string) => string): DemoSource {
  return /^https?:\/\//i.test(given)
    ? { kind: 'server', given }
    : { kind: 'file', given, path: here(given) };
}
