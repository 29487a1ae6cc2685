const ccda = '2.16.840.1.113883.10.20.22.4';
const ccd = '2.16.840.1.113883.10.20.1';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1.4';

/**
 * Templates of CCD 1.0 and of IHE, as European documents (epSOS) follow them, by the templates of C-CDA that grew out of them.
 * @see IHE PCC Technical Framework, volume 2; HL7 CCD 1.0
 */
export const templateAliases: ReadonlyMap<string, string> = new Map([
  [`${ihe}.5.3`, `${ccda}.30`], // Allergies and Intolerances Concern
  [`${ihe}.6`, `${ccda}.7`], // Allergies and Intolerances
  [`${ccd}.18`, `${ccda}.7`], // Alert observation
  [`${ccd}.54`, `${ccda}.9`], // Reaction observation
  [`${ihe}.1`, `${ccda}.8`], // Severity
  [`${ccd}.55`, `${ccda}.8`], // Severity observation
  [`${ihe}.5.2`, `${ccda}.3`], // Problem Concern
  [`${ihe}.5`, `${ccda}.4`], // Problem Entry
  [`${ccd}.28`, `${ccda}.4`], // Problem observation
  [`${ccd}.50`, `${ccda}.6`], // Problem status observation
  [`${ihe}.1.1`, `${ccda}.6`], // Problem Status Observation
  [`${ihe}.7`, `${ccda}.16`], // Medications
  [`${ccd}.24`, `${ccda}.16`], // Medication activity
  [`${ihe}.12`, `${ccda}.52`], // Immunizations
  [`${ihe}.19`, `${ccda}.14`], // Procedure Entry
  [`${ccd}.29`, `${ccda}.14`], // Procedure activity
  [`${ihe}.14`, `${ccda}.49`], // Encounters
  [`${ccd}.21`, `${ccda}.49`], // Encounter activity
  [`${ccd}.32`, `${ccda}.1`], // Result organizer
  [`${ccd}.31`, `${ccda}.2`], // Result observation
  [`${ccd}.35`, `${ccda}.26`], // Vital signs organizer
  [`${ccd}.33`, `${ccda}.38`], // Social history observation
  [`${ccd}.23`, `${ccda}.45`], // Family history organizer
  [`${ccd}.17`, `${ccda}.48`], // Advance directive observation
  [`${ihe}.2`, `${ccda}.64`], // Comments
  [`${ccd}.40`, `${ccda}.64`], // Comment
]);
