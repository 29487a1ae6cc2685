/** Products of digits in the dihedral group of order 10. */
const product = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
const permutation = '1576283094';

/**
 * Whether digits end with the check digit that SNOMED CT wants: one that was mistyped seldom does.
 * @see https://confluence.ihtsdotools.org/display/DOCRELFMT/6.3+SNOMED+CT+Identifier: the check digit after Verhoeff
 */
export function isSnomedIdentifier(digits: string): boolean {
  let check = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    let permuted = Number(digit);
    for (let turn = 0; turn < place % 8; turn += 1) permuted = Number(permutation[permuted]);
    check = Number(product[check]?.[permuted]);
  }
  return /^\d{6,18}$/.test(digits) && check === 0;
}
