import { Notice } from '../ui/Notice.tsx';
import { errorWords } from './error-words.ts';
import type { Problem } from './problem.ts';

/** What went wrong, in plain words: what happened, what is safe, what to do next. */
export function ProblemNotice({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined) return null;
  const { title, whatToDo } = errorWords[problem.code];
  return (
    <Notice tone="danger" title={title} announce>
      <p>{whatToDo}</p>
      {problem.where !== undefined && <p className="phr-quiet">Where: {problem.where}</p>}
    </Notice>
  );
}
