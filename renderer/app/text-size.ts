export const textSizes = ['usual', 'large', 'largest'] as const;
export type TextSize = (typeof textSizes)[number];

/** The text size of this window. It lives in the page alone: nothing about the person is kept outside of the vault. */
export function textSizeNow(): TextSize {
  const { classList } = document.documentElement;
  return textSizes.find((size) => classList.contains(`phr-text-${size}`)) ?? 'usual';
}

export function setTextSize(chosen: TextSize): void {
  const { classList } = document.documentElement;
  for (const size of textSizes) classList.toggle(`phr-text-${size}`, size === chosen);
}
