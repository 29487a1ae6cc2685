import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import type { ChosenFile } from '../../ui/chosen-files.ts';

/** Who a record is of, as somebody typed it here. */
export type TypedPerson = {
  readonly name: string;
  /** YYYY-MM-DD. */
  readonly birthDate: string;
  /** Ten digits; empty where it is not known. */
  readonly nhsNumber: string;
};

/** What the source of such words is called: nobody but the person vouches for them. */
const sourceName = 'Name and date of birth, typed in here';

/** What was typed, as a FHIR file that is taken in like any other: with its source, its date, and the way to remove it. */
export function fileOfPerson({ name, birthDate, nhsNumber }: TypedPerson): ChosenFile {
  const text = stringifyFhirJson({
    resourceType: 'Patient',
    id: 'typed-in-here',
    ...(nhsNumber === ''
      ? {}
      : { identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: nhsNumber }] }),
    name: [{ text: name }],
    birthDate,
  });
  return {
    name: sourceName,
    file: new File([text], sourceName, { type: 'application/fhir+json' }),
  };
}

/** The ten digits of a typed number; `undefined` where it is none: one digit wrong is noticed. @see NHS Data Dictionary, NHS NUMBER */
export function nhsDigits(typed: string): string | undefined {
  const digits = typed.replace(/[\s-]/g, '');
  if (digits === '') return '';
  if (!/^\d{10}$/.test(digits)) return undefined;
  const sum = [...digits.slice(0, 9)].reduce(
    (all, digit, at) => all + Number(digit) * (10 - at),
    0,
  );
  const check = (11 - (sum % 11)) % 11;
  return check === Number(digits.charAt(9)) ? digits : undefined;
}
