export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/*
 * The text size of this window lives in the page alone, and in its address, where the page that follows a lock finds it:
 * nothing about the person is kept outside of the vault.
 */
const prefix = '#text-';

/** The text size that is set now. */
export function textSizeNow(): TextSize {
  const { classList } = document.documentElement;
  return textSizes.find((size) => classList.contains(`phr-text-${size}`)) ?? 'usual';
}

export function setTextSize(chosen: TextSize): void {
  const { classList } = document.documentElement;
  for (const size of textSizes) classList.toggle(`phr-text-${size}`, size === chosen);
  history.replaceState(null, '', chosen === 'usual' ? '/' : prefix + chosen);
}

/** Takes over the text size of the page before. */
export function restoreTextSize(): void {
  const kept = textSizes.find((size) => location.hash === prefix + size);
  if (kept !== undefined) setTextSize(kept);
}
