import { describe, expect, it } from 'vitest';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { aResult, now, recordOf } from './builders.ts';

let count = 0;
function aRelative(text: string, members: JsonObject): FhirResource {
  count += 1;
  return {
    resourceType: 'FamilyMemberHistory',
    id: `f${String(count)}`,
    status: 'completed',
    patient: { reference: 'Patient/1' },
    relationship: { text },
    ...members,
  };
}

const noted = (text: string) => aResult({ code: { text }, category: [], valueQuantity: undefined });

function readOf(...resources: readonly FhirResource[]) {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  const section = view?.sections.find(({ code }) => code === '10157-6');
  const lines = section?.items.map(({ title, details, status }) =>
    [title, ...details.map(({ words }) => words), ...(status === undefined ? [] : [status])].join(
      ' | ',
    ),
  );
  return { lines, notes: section?.notes.map(({ words }) => words), flags: view?.redFlags };
}

describe('what runs in the family', () => {
  it('says of each relative the disease, its age, and how they died', () => {
    const mother = aRelative('Mother', {
      deceasedAge: { value: 45, unit: 'a' },
      condition: [
        { code: { text: 'Breast cancer' }, onsetAge: { value: 41, unit: 'years' } },
        { code: { text: 'Malignant hyperthermia' }, contributedToDeath: true },
      ],
    });
    const { lines, notes, flags } = readOf(mother);
    expect(lines?.[0]).toMatch(
      /^Mother \| .*Breast cancer \(.*at age 41\).*Malignant hyperthermia \(.*death.*at age 45$/,
    );
    expect(notes).toEqual([]);
    expect(flags).toEqual([]);
  });

  it('keeps two entries of one relative, and what is not so or not known', () => {
    const { lines } = readOf(
      aRelative('Father', { date: '2020-01-01', condition: [{ code: { text: 'Stroke' } }] }),
      aRelative('Father', { date: '2021-01-01', condition: [{ code: { text: 'Gout' } }] }),
      aRelative('Brother', { status: 'health-unknown' }),
      aRelative('Sister', { status: 'partial', condition: [{ code: { text: 'Asthma' } }] }),
      aRelative('Aunt', { status: 'entered-in-error', condition: [{ code: { text: 'Stroke' } }] }),
      noted('No family history of ischaemic heart disease'),
      noted('FH: Diabetes mellitus'),
    );
    expect(lines).toHaveLength(6);
    expect(lines?.join('\n')).toContain('No family history of ischaemic heart disease');
    expect(lines?.find((line) => line.startsWith('Sister'))).toContain(english.familyPartlyKnown);
    expect(lines?.join('\n')).not.toContain('Aunt');
  });

  it('says how many relatives it has no room for', () => {
    const many = Array.from({ length: 14 }, (_, at) =>
      aRelative('Cousin', { condition: [{ code: { text: `Disease ${String(at)}` } }] }),
    );
    expect(readOf(...many).notes).toEqual(['2 other entries are not shown here.']);
  });
});
