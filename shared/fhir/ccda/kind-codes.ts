import { attributeOf, type CdaElement } from './cda-xml.ts';
import { oids } from './oids.ts';

/** What says only of what kind a statement is: a problem, an allergy to something, an assertion. SNOMED CT, LOINC and HL7's ActCode. */
const kinds = new Set(
  'ASSERTION CONC SEV INVERT_IND ALG OINT NAINT DALG DINT DNAINT FALG FINT FNAINT EALG EINT ENAINT DX OBS ACT PROC INFRM 55607006 64572001 404684003 282291009 418799008 248536006 409586006 29308-4 75326-9 75323-6 75321-0 75322-8 75325-1 419199007 420134006 418038007 416098002 419511003 59037007 414285001 418471000 235719002 426232007 232347008 105590001 410942007 33999-4 445518008 82606-5'.split(
    ' ',
  ),
);

/** Whose codes those are; others may mean anything by the same letters. */
const kindSystems = new Set<string | undefined>([
  undefined, // "ASSERTION" and "SEV" often stand alone
  oids.snomed,
  oids.loinc,
  oids.actCode,
  oids.actClass,
]);

/** Whether a code says only of what kind a statement is: it is no name, no reason and no finding. */
export function saysOnlyKind(element: CdaElement | undefined): boolean {
  const code = attributeOf(element, 'code');
  return (
    code !== undefined && kinds.has(code) && kindSystems.has(attributeOf(element, 'codeSystem'))
  );
}
