import { Button } from '../../../ui/Button.tsx';

type PageTurnerProps = {
  readonly number: number;
  readonly count: number;
  readonly onTurn: (page: number) => void;
};

/** Which page is shown, and the ways to the one before and the next. */
export function PageTurner({ number, count, onTurn }: PageTurnerProps) {
  if (count === 1) return <p className="phr-pdf__page">1 page</p>;
  return (
    <div className="phr-pdf__set">
      <Button
        kind="secondary"
        small
        disabled={number === 1}
        onClick={() => {
          onTurn(number - 1);
        }}
      >
        Previous page
      </Button>
      <p className="phr-pdf__page" role="status">
        Page {number} of {count}
      </p>
      <Button
        kind="secondary"
        small
        disabled={number === count}
        onClick={() => {
          onTurn(number + 1);
        }}
      >
        Next page
      </Button>
    </div>
  );
}
