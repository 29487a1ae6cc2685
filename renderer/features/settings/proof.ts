import type { Proof } from '../../vault/api/people.ts';

/** What stands in the field that asks for the present passphrase or the recovery code. */
export type TypedProof = { readonly kind: Proof['kind']; readonly typed: string };

export const noProof: TypedProof = { kind: 'passphrase', typed: '' };

/** The proof as the vault takes it, or `undefined` while nothing was typed. */
export function proofOf({ kind, typed }: TypedProof): Proof | undefined {
  if (typed.trim() === '') return undefined;
  return kind === 'passphrase' ? { kind, passphrase: typed } : { kind, code: typed };
}

/** What stands at the field when it was left empty. */
export function missingProofWords({ kind }: TypedProof): string {
  return kind === 'passphrase' ? 'Type your passphrase.' : 'Type your recovery code.';
}
