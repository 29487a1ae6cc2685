import type { Verdict } from '../../shared/share/verdict.ts';
export function VerdictPanel({ verdict }: { readonly verdict: Verdict }) {
  return <h2>{verdict.state}</h2>;
}
