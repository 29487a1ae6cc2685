import { useId } from 'react';

type ListedPage<T extends string> = {
  readonly id: T;
  readonly title: string;
  /** What is to be found there, in one sentence. */
  readonly about: string;
};

/** A list of pages, each a wide button with its name and what is to be found there. */
export function PageList<T extends string>({
  pages,
  onChoose,
}: {
  readonly pages: readonly ListedPage<T>[];
  readonly onChoose: (id: T) => void;
}) {
  const list = useId();
  return (
    <ul className="phr-pages">
      {pages.map(({ id, title, about }) => (
        <li key={id}>
          <button
            type="button"
            aria-labelledby={`${list}-${id}`}
            aria-describedby={`${list}-${id}-about`}
            onClick={() => {
              onChoose(id);
            }}
          >
            <span className="phr-pages__name" id={`${list}-${id}`}>
              {title}
            </span>
            <span className="phr-pages__about" id={`${list}-${id}-about`}>
              {about}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
