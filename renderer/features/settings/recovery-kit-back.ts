/** The way back to the first page of the kit. */
export function backToKit(go: () => void): { readonly words: string; readonly go: () => void } {
  return { words: 'Recovery kit', go };
}
