import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistypedGroup, readRecoveryCode } from '../../renderer/vault/slots/mistyped-group.ts';
import { recoveryCodeOf, recoverySecretOf } from '../../renderer/vault/slots/recovery-code.ts';

const secrets = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => new Uint8Array(bytes));

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

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
        fc.constantFrom(...Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ')),
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

describe('a mistyped recovery code', () => {
  // The check has 22 bits: among a thousand corrections a second one fits once in four thousand codes. Not in these.
  const runs = { numRuns: 25, seed: 7 };

  it('is pointed at in the group of its one wrong symbol, however it was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.nat(29),
        fc.integer({ min: 1, max: 31 }),
        async (secret, at, shift) => {
          const code = (await recoveryCodeOf(secret)).replaceAll('-', '');
          const symbol = alphabet.charAt((alphabet.indexOf(code.charAt(at)) + shift) % 32);
          const mistyped = code.slice(0, at) + symbol + code.slice(at + 1);
          const group = Math.floor(at / 5) + 1;
          expect(await mistypedGroup(mistyped)).toBe(group);
          await expect(readRecoveryCode(mistyped.toLowerCase())).rejects.toMatchObject({
            code: 'vault-wrong-recovery-code',
            where: `group ${String(group)}`,
          });
        },
      ),
      runs,
    );
  });

  it('is pointed at in the first group that two swapped neighbours stand in', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.nat(28), async (secret, at) => {
        const symbols = [...(await recoveryCodeOf(secret)).replaceAll('-', '')];
        const [one, other] = [symbols[at] ?? '', symbols[at + 1] ?? ''];
        fc.pre(one !== other);
        symbols.splice(at, 2, other, one);
        expect(await mistypedGroup(symbols.join(''))).toBe(Math.floor(at / 5) + 1);
      }),
      runs,
    );
  });

  it('is pointed at where a group is too short, too long, or holds what no code has', async () => {
    await fc.assert(
      fc.asyncProperty(
        secrets,
        fc.nat(5),
        fc.constantFrom('7ZQ4', '7ZQ4KX', '7ZQUK', 'ab!de'),
        async (secret, at, odd) => {
          const groups = (await recoveryCodeOf(secret)).split('-');
          groups[at] = odd;
          expect(await mistypedGroup(groups.join(' '))).toBe(at + 1);
        },
      ),
    );
  });

  it('is not pointed at where two groups are wrong', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, fc.nat(4), async (secret, first) => {
        const groups = (await recoveryCodeOf(secret)).split('-');
        for (const at of [first, 5]) {
          const group = groups[at] ?? '';
          groups[at] = (group.startsWith('7') ? '8' : '7') + group.slice(1);
        }
        expect(await mistypedGroup(groups.join('-'))).toBeUndefined();
      }),
      runs,
    );
  });

  it('gives its secret where nothing is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(secrets, async (secret) => {
        expect(await readRecoveryCode(await recoveryCodeOf(secret))).toEqual(secret);
      }),
    );
  });
});
