/** `oidc-provider` is written for Node 22, whose `URL.parse` the earliest Node 20 that this project allows lacks. */
export function provideUrlParse(): void {
  if (typeof URL.parse === 'function') return;
  URL.parse = (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);
}
