type ProgressBarProps = {
  /** What is being done now: "Fetching test results, 3 of 14". */
  readonly words: string;
  readonly done: number;
  /** 0 while the length of the work is not known. */
  readonly total: number;
};

/** How far a longer work has come, in words and as a bar. */
export function ProgressBar({ words, done, total }: ProgressBarProps) {
  return (
    <div className="phr-progress">
      <p className="phr-progress__words" role="status">
        {words}
      </p>
      {total > 0 ? (
        <progress aria-label="Progress" value={done} max={total} />
      ) : (
        <progress aria-label="Progress" />
      )}
    </div>
  );
}
