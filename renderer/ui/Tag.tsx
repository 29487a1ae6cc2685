export type TagTone = 'red' | 'orange' | 'grey' | 'blue' | 'green' | 'white';

/** A short word about a thing's state; the word says it, the colour repeats it. */
export function Tag({ children, tone }: { readonly children: string; readonly tone: TagTone }) {
  return <strong className={`nhsuk-tag nhsuk-tag--${tone}`}>{children}</strong>;
}
