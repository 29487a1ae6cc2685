import { expect, test } from 'vitest';
import { accessFrom } from '../../../../electron/provider/access.ts';

const now = new Date('2026-11-30T10:00:00Z');
const known = {
  server: { issuer: 'https://a.example', token_endpoint: 'https://a.example/token' },
  client: { clientId: 'phr' },
  now,
};
const tokens = { access_token: 'a', token_type: 'bearer' } as const;

test('an access ends so many seconds from now', () => {
  const { expiresAt } = accessFrom({ ...tokens, expires_in: 60 }, known);
  expect(expiresAt).toBe('2026-11-30T10:01:00.000Z');
});

test('an access that ends at no date of any calendar is one whose end nobody told', () => {
  for (const seconds of [1e300, Number.POSITIVE_INFINITY]) {
    expect(accessFrom({ ...tokens, expires_in: seconds }, known)).not.toHaveProperty('expiresAt');
  }
});
