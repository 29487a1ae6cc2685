/** The patient that was signed in for: the launch context's `patient`, else the `fhirUser` where it is a Patient. */
export function patientIdOf(patient: unknown, fhirUser: unknown): string | undefined {
  // Servers that count their patients write a number.
  const id = Number.isSafeInteger(patient) ? String(patient) : patient;
  if (typeof id === 'string' && isId(id)) return id;
  // The standard says an id; there are services that write a reference.
  return idInReference(patient) ?? idInReference(fhirUser);
}

/** The id in a reference to a Patient, relative or absolute, with or without its version. */
function idInReference(reference: unknown): string | undefined {
  if (typeof reference !== 'string') return undefined;
  const own = /(?:^|\/)Patient\/([^/?#]+)(?:\/_history\/[^/?#]+)?$/.exec(reference)?.[1];
  return own !== undefined && isId(own) ? own : undefined;
}

/** An id that can stand in an address; longer and odder ones than FHIR allows are seen. @see http://hl7.org/fhir/R4/datatypes.html#id */
function isId(text: string): boolean {
  return /^[A-Za-z0-9._~-]{1,256}$/.test(text);
}
