/**
 * Selects what an element says and copies it; answers whether it was copied. The page is denied every permission, and
 * with them the newer way to write to the clipboard; this one is the same as the person's own Ctrl and C.
 */
export function copySelected(element: HTMLElement): boolean {
  window.getSelection()?.selectAllChildren(element);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way that needs no permission
  return document.execCommand('copy');
}
