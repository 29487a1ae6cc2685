import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recoveryCodeOf, recoverySecretOf } from '../../renderer/vault/recovery-code.ts';

const secrets = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => new Uint8Array(bytes));

describe('the recovery code', () => {
  it('comes back to its secret, in six groups of five', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        const code = await recoveryCodeOf(secret);
        expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
        expect(await recoverySecretOf(code)).toEqual(secret);
      }),
    );
  });

  it('is refused with any one symbol mistyped', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.nat(29),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'),
        async (secret, at, symbol) => {
          const code = (await recoveryCodeOf(secret)).replaceAll('-', '');
          fc.pre(code[at] !== symbol);
          const mistyped = code.slice(0, at) + symbol + code.slice(at + 1);
          expect(await recoverySecretOf(mistyped)).toBeUndefined();
        },
      ),
    );
  });

  it('is refused with two neighbours swapped', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.nat(28), async (secret, at) => {
        const symbols = [...(await recoveryCodeOf(secret)).replaceAll('-', '')];
        const [one, other] = [symbols[at] ?? '', symbols[at + 1] ?? ''];
        fc.pre(one !== other);
        symbols.splice(at, 2, other, one);
        expect(await recoverySecretOf(symbols.join(''))).toBeUndefined();
      }),
    );
  });

  it('is refused when it is no code at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), async (typed) => {
        expect(await recoverySecretOf(typed)).toBeUndefined();
      }),
    );
  });
});
