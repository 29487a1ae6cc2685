import { describe, expect, it } from 'vitest';
import { textCardContentOf } from '../../../../renderer/vault/share/text-card-content.ts';
import type { FhirResource, JsonObject } from '../../../../shared/fhir/resource.ts';
import { readSummary } from '../../../../shared/summary/read-summary.ts';
import type { SummaryView } from '../../../../shared/summary/view.ts';
import { english } from '../../../../shared/words/english.ts';
import { summarise } from '../../../conformance/a-record.ts';
import { now, recordOf } from './builders.ts';

function viewOf(...resources: readonly FhirResource[]): SummaryView {
  const view = readSummary(summarise(recordOf(...resources), { now }).text, english);
  if (view === undefined) throw new Error('it is a summary');
  return view;
}

const aHarm = (members: JsonObject = {}): FhirResource => ({
  resourceType: 'AdverseEvent',
  id: 'harm',
  actuality: 'actual',
  event: { text: 'Anaphylaxis' },
  subject: { reference: 'Patient/1' },
  date: '2023-05-04',
  suspectEntity: [{ instance: { display: 'Gadobutrol' } }],
  ...members,
});

const aDanger = (members: JsonObject = {}): FhirResource => ({
  resourceType: 'DetectedIssue',
  id: 'danger',
  status: 'final',
  severity: 'high',
  code: { text: 'Drug interaction' },
  patient: { reference: 'Patient/1' },
  identifiedDateTime: '2026-09-09',
  detail: 'Warfarin and miconazole gel: INR 9',
  ...members,
});

const findingsOf = ({ sections }: SummaryView) =>
  sections.find(({ code }) => code === '75321-0')?.items.map(({ title }) => title) ?? [];

describe('harm that came from care', () => {
  it('stands among the findings and first of all, with what it came from, also on the card', () => {
    const view = viewOf(aHarm());
    expect(findingsOf(view)).toEqual(['Anaphylaxis']);
    expect(view.redFlags).toEqual([
      'Harm from care: Anaphylaxis (Because of: Gadobutrol; 4 May 2023)',
    ]);
    const [important] = textCardContentOf(view, english).important ?? [];
    expect(important?.wordings.at(-1)).toContain('Gadobutrol');
  });

  it('is no alarm where its source calls it slight', () => {
    const view = viewOf(aHarm({ event: { text: 'Rash' }, severity: { text: 'mild' } }));
    expect(findingsOf(view)).toEqual(['Rash']);
    expect(view.redFlags).toEqual([]);
  });

  it('is told of nobody to whom it might have come', () => {
    const view = viewOf(aHarm({ actuality: 'potential' }));
    expect(findingsOf(view)).toEqual([]);
    expect(view.redFlags).toEqual([]);
  });
});

describe('a danger that was noted', () => {
  it('stands among the findings and first of all, with what it is about', () => {
    const view = viewOf(aDanger());
    expect(findingsOf(view)).toEqual(['Drug interaction']);
    expect(view.redFlags).toEqual([
      'Safety warning: Drug interaction (Warfarin and miconazole gel: INR 9; Severity: high; 9 September 2026)',
    ]);
  });

  it.each([{ severity: 'low' }, { severity: 'moderate' }, { status: 'entered-in-error' }])(
    'is not listed where it is %j',
    (members) => {
      const view = viewOf(aDanger(members));
      expect(findingsOf(view)).toEqual([]);
      expect(view.redFlags).toEqual([]);
    },
  );
});

describe('a medicine that was not to be given', () => {
  it('is listed, also where that is over', () => {
    const view = viewOf({
      resourceType: 'MedicationRequest',
      id: 'codeine',
      status: 'completed',
      intent: 'order',
      doNotPerform: true,
      medicationCodeableConcept: { text: 'Codeine' },
      subject: { reference: 'Patient/1' },
      authoredOn: '2009-01-01',
    });
    const section = view.sections.find(({ code }) => code === '10160-0');
    expect(section?.over?.from).toBe(0);
    expect(section?.items.map(({ title }) => title)).toEqual(['Do not give: Codeine']);
  });
});
