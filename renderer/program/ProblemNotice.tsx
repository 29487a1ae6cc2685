import { Notice } from '../ui/Notice.tsx';
import { errorWords } from './error-words.ts';
import { groupToLookAt, type Problem } from './problem.ts';

/** What went wrong, in plain words: what happened, what is safe, what to do next. */
export function ProblemNotice({ problem }: { readonly problem: Problem | undefined }) {
  if (problem === undefined) return null;
  const { title, whatToDo, forService } = errorWords[problem.code];
  const group = groupToLookAt(problem);
  return (
    <Notice tone="danger" title={title} announce>
      {group !== undefined && <p>Look again at the {group} group.</p>}
      <p>{whatToDo}</p>
      {problem.where !== undefined && !isOfCode(problem) && (
        <p className="phr-quiet">Where: {problem.where}</p>
      )}
      {forService !== undefined && (
        <>
          <p>A line for the service:</p>
          <blockquote className="phr-quote">{forService}</blockquote>
        </>
      )}
    </Notice>
  );
}

/** What a recovery code says of its place is for the program, but for the group. */
function isOfCode({ code }: Problem): boolean {
  return code === 'vault-wrong-recovery-code';
}
