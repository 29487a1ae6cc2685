import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readCcda } from '../../../../shared/fhir/ccda/read-ccda.ts';
import { sectionTextOf } from '../../../../shared/fhir/ccda/section-text.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const snomed = 'codeSystem="2.16.840.1.113883.6.96"';

function allergy(name: string, reaction: string, reference = '') {
  return `<entry><observation moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.7"/>
    ${reference === '' ? '' : `<text><reference value="#${reference}"/></text>`}<statusCode code="completed"/>
    <value xsi:type="CD" code="416098002" ${snomed}/>
    <participant typeCode="CSM"><participantRole><playingEntity><code code="1" codeSystem="2.999" displayName="${name}"/></playingEntity></participantRole></participant>
    <entryRelationship typeCode="MFST"><observation moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.9"/>
    <value xsi:type="CD" code="2" codeSystem="2.999" displayName="${reaction}"/></observation></entryRelationship></observation></entry>`;
}

/** What of a section of these entries and this narrative is kept as text, line by line. */
function keptOf(narrative: string, ...entries: readonly string[]): readonly string[] {
  const { resources, sections } = readCcda(
    `<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
      <component><structuredBody><component><section><code code="48765-2" codeSystem="2.16.840.1.113883.6.1"/>
      <title>Allergies</title><text>${narrative}</text>${entries.join('')}</section></component></structuredBody></component></ClinicalDocument>`,
    hash,
  );
  const kept = resources.flatMap(({ resource }) => sectionTextOf(resource) ?? []);
  const lines = kept.flatMap(({ text }) => text.split('\n'));
  expect(sections[0]?.stayedText).toBe(lines.length);
  return lines;
}

const table = (...rows: readonly string[]) =>
  `<table><thead><tr><th>Allergen</th><th>Reaction</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
const row = (name: string, reaction: string, id = '') =>
  `<tr${id === '' ? '' : ` ID="${id}"`}><td>${name}</td><td>${reaction}</td></tr>`;

describe('rows of a narrative that no entry stands for', () => {
  it('are kept as text and counted, those that an entry points to are not', () => {
    const narrative = table(row('Penicillin G', 'Hives', 'r1'), row('Latex', 'Wheeze', 'r2'));
    expect(keptOf(narrative, allergy('Benzylpenicillin', 'Urticaria', 'r1'))).toEqual([
      'Latex | Wheeze',
    ]);
  });

  it('are told by what they say where entries point nowhere, one row for each entry', () => {
    const narrative = table(row('Penicillin', 'Hives'), row('Penicillin', 'Anaphylaxis'));
    expect(keptOf(narrative, allergy('Penicillin', 'Hives'))).toEqual(['Penicillin | Anaphylaxis']);
    expect(
      keptOf(narrative, allergy('Penicillin', 'Hives'), allergy('Penicillin', 'Anaphylaxis')),
    ).toEqual([]);
  });

  it('are kept where they join what two entries say', () => {
    const narrative = table(
      row('Penicillin', 'Hives', 'r1'),
      row('Aspirin', 'Anaphylaxis', 'r2'),
      row('Penicillin', 'Anaphylaxis', 'r3'),
    );
    expect(
      keptOf(
        narrative,
        allergy('Penicillin', 'Hives', 'r1'),
        allergy('Aspirin', 'Anaphylaxis', 'r2'),
      ),
    ).toEqual(['Penicillin | Anaphylaxis']);
  });

  it('may be items of a list', () => {
    const narrative =
      '<list ID="all"><item ID="i1">Penicillin: hives</item><item>Egg: rash</item></list>';
    expect(keptOf(narrative, allergy('Penicillin', 'Hives', 'i1'))).toEqual(['Egg: rash']);
    expect(keptOf(narrative, allergy('Penicillin', 'Hives', 'all'))).toEqual(['Egg: rash']);
  });

  it('say nothing where they are headings, empty or "none"', () => {
    const narrative = table(
      row('Penicillin', 'Hives', 'r1'),
      row('None', ''),
      row('', ''),
      '<tr><th>Food</th><th>Reaction</th></tr>',
      row('No data available', 'N/A'),
    );
    expect(keptOf(narrative, allergy('Penicillin', 'Hives', 'r1'))).toEqual([]);
  });
});
