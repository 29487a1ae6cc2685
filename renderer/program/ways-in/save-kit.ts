import type { Program } from '../program.ts';
import { problemOf, type Problem } from '../problem.ts';

export type KitOutcome = 'saved' | 'not-saved';

/** Makes the recovery kit of a code and saves it where the person says. Main keeps nothing of it. */
export async function saveKit(
  { vault, main }: Program,
  code: string,
): Promise<{ readonly outcome: KitOutcome } | { readonly problem: Problem | undefined }> {
  const kit = await vault.recoveryKit({ code });
  if (!kit.ok) return { problem: problemOf(kit) };
  const saved = await main('file:save', {
    suggestedName: 'recovery-kit.pdf',
    bytes: kit.value,
    kind: 'pdf',
  });
  if (!saved.ok) return { problem: problemOf(saved) };
  return { outcome: saved.value.saved ? 'saved' : 'not-saved' };
}
