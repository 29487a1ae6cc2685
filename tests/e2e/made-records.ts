/** A record of somebody else, as a Bundle. */
export const someoneElse = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      fullUrl: 'urn:uuid:6a2d1a3c-6a6c-4a52-9d0c-0d4c6a3f1b11',
      resource: {
        resourceType: 'Patient',
        id: 'someone-else',
        name: [{ family: 'Otherperson', given: ['Desmond'] }],
        birthDate: '1962-02-11',
      },
    },
  ],
};

/**
 * The project’s own patient with one problem and many measurements: more than a server gives on one page. As NDJSON.
 * `comment`: what stands at each measurement, such as words that no compression makes shorter.
 */
export function aLongRecord(observations: number, comment?: () => string): string {
  const subject = { reference: 'Patient/long' };
  const resources = [
    {
      resourceType: 'Patient',
      id: 'long',
      identifier: [{ system: 'https://fhir.nhs.uk/Id/nhs-number', value: '9991842756' }],
      name: [{ family: 'Hollinby', given: ['Margaret', 'Ellen'] }],
      birthDate: '1951-04-17',
    },
    { resourceType: 'Condition', id: 'one', subject, code: { text: 'A made-up problem' } },
    ...Array.from({ length: observations }, (_each, index) => ({
      resourceType: 'Observation',
      id: `weight-${String(index)}`,
      status: 'final',
      subject,
      code: { text: 'Body weight' },
      effectiveDateTime: '2025-03-01',
      valueQuantity: { value: index, unit: 'kg' },
      ...(comment === undefined ? {} : { note: [{ text: comment() }] }),
    })),
  ];
  return resources.map((resource) => JSON.stringify(resource)).join('\n');
}

/** A letter with a document of this many bytes in it, which no compression makes shorter, of the same patient. As NDJSON. */
export function aLetter(bytes: Uint8Array): string {
  const data = Buffer.from(bytes).toString('base64');
  const letter = {
    resourceType: 'DocumentReference',
    id: 'letter',
    status: 'current',
    subject: { reference: 'Patient/long' },
    description: 'A long letter',
    content: [{ attachment: { contentType: 'application/pdf', title: 'letter.pdf', data } }],
  };
  return JSON.stringify(letter);
}
