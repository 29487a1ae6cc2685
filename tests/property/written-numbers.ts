import fc from 'fast-check';

/** Numbers that programs trip over, and what JavaScript would make of them: 0.5, 7, 1e-7, 100000000000000000000, 0.001, … */
export const troublesomeNumbers = [
  ...['0.50', '7.0', '1e-7', '0.0000001', '100000000000000000001', '1.0E-3', '5', '0.25'],
  ...['9007199254740993.1', '1234567.89012345678', '0.000', '1e300'],
] as const;

const digits = fc.string({
  unit: fc.constantFrom(...Array.from('0123456789')),
  minLength: 1,
  maxLength: 20,
});
const whole = digits.map((text) => text.replace(/^0+(?=.)/, ''));
const fraction = fc.oneof(
  fc.constant(''),
  digits.map((text) => `.${text}`),
  digits.map((text) => `.000000${text}`),
);
const exponent = fc.oneof(
  { weight: 4, arbitrary: fc.constant('') },
  fc
    .tuple(fc.constantFrom('e', 'E'), fc.constantFrom('', '+', '-'), fc.nat(280))
    .map((parts) => parts.join('')),
);

/** A number of JSON that is not below zero and that a double can come near (RFC 8785 signs no other), as somebody may write it. */
export const writtenNumber = fc.oneof(
  fc.constantFrom(...troublesomeNumbers),
  fc.tuple(whole, fraction, exponent).map((parts) => parts.join('')),
);
