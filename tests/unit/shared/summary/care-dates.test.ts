import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/fhir/resource.ts';
import { newestOf } from '../../../../shared/record/newest-entry.ts';
import { careDatesOf, isOfCare } from '../../../../shared/summary/care-dates.ts';
import { aPrescription, aResult, anAllergy, recordOf } from './builders.ts';

function datesOf(resource: JsonObject & { resourceType: string }): string[] {
  const { cards } = recordOf(resource);
  return cards.filter(isOfCare).flatMap(careDatesOf);
}

const noted = (text: string) =>
  aResult({
    code: { text },
    category: [],
    valueQuantity: undefined,
    effectiveDateTime: '2026-05-04',
  });

describe('how far a record reaches', () => {
  it.each([
    'Comment note',
    'Preferred method of contact: unknown',
    'Preferred contact method: text message',
    'Notes summary on computer',
    'Consent given for SMS messages',
    'Registered with GP practice',
    'Full-time employment',
    'Referral to cardiology service',
  ])('tells nothing of it: an observation called “%s”', (title) => {
    expect(datesOf(noted(title))).toEqual([]);
  });

  it.each(['Knee pain', 'Asthma annual review', 'Serum potassium level'])(
    'counts what was found or measured: %s',
    (title) => {
      expect(datesOf(noted(title))).toEqual(['2026-05-04']);
    },
  );

  it.each([
    { resourceType: 'CarePlan', status: 'active', intent: 'plan', period: { start: '2026-05-04' } },
    { resourceType: 'ServiceRequest', status: 'active', intent: 'plan', authoredOn: '2026-05-04' },
    { resourceType: 'Appointment', status: 'booked', start: '2026-05-04T09:00:00Z' },
    { resourceType: 'Goal', lifecycleStatus: 'active', startDate: '2026-05-04' },
    { resourceType: 'Task', status: 'requested', intent: 'order', authoredOn: '2026-05-04' },
    { resourceType: 'Coverage', status: 'active', period: { start: '2026-05-04' } },
    { resourceType: 'Consent', status: 'active', dateTime: '2026-05-04', scope: { text: 'Texts' } },
    {
      resourceType: 'Encounter',
      status: 'planned',
      class: { code: 'AMB' },
      period: { start: '2026-05-04' },
    },
    {
      resourceType: 'Encounter',
      status: 'finished',
      type: [{ text: 'Externally Entered' }],
      period: { start: '2026-05-04' },
    },
    {
      resourceType: 'Procedure',
      status: 'not-done',
      code: { text: 'CABG' },
      performedDateTime: '2026-05-04',
    },
  ])('does not count plans, bookkeeping or what did not happen ($resourceType $status)', (one) => {
    expect(datesOf({ id: 'x', subject: { reference: 'Patient/1' }, ...one })).toEqual([]);
  });

  it('counts a wish that stands, for a summary shows it', () => {
    const consent = {
      resourceType: 'Consent',
      id: 'w',
      status: 'active',
      patient: { reference: 'Patient/1' },
      category: [{ coding: [{ code: 'dnr' }] }],
      dateTime: '2026-05-04',
    };
    expect(datesOf(consent)).toEqual(['2026-05-04']);
  });

  it('counts when an allergy last showed itself', () => {
    const allergy = anAllergy({
      recordedDate: '2001',
      lastOccurrence: '2026-02-03',
      reaction: [{ manifestation: [{ text: 'Wheeze' }], onset: '2025-12' }],
    });
    expect(newestOf(datesOf(allergy), '2026-11-30T12:00:00Z')).toBe('2026-02-03');
  });

  it('counts how long somebody was in hospital, not how long a prescription is good for', () => {
    const stay = {
      resourceType: 'Encounter',
      id: 's',
      status: 'finished',
      class: { code: 'IMP' },
      subject: { reference: 'Patient/1' },
      period: { start: '2026-01-10', end: '2026-03-02' },
    };
    expect(datesOf(stay)).toContain('2026-03-02');
    const prescription = aPrescription({
      authoredOn: '2025-01-05',
      dispenseRequest: { validityPeriod: { end: '2026-10-01' } },
    });
    expect(datesOf(prescription)).toEqual(['2025-01-05']);
  });

  it('counts that a medicine was stopped, not that a supply ran out', () => {
    const taken = (status: string) => ({
      resourceType: 'MedicationStatement',
      id: status,
      status,
      subject: { reference: 'Patient/1' },
      medicationCodeableConcept: { text: 'Ramipril' },
      effectivePeriod: { start: '2020-01-01', end: '2026-11-01' },
    });
    expect(datesOf(taken('stopped'))).toContain('2026-11-01');
    expect(datesOf(taken('completed'))).toEqual(['2020-01-01']);
  });

  it('never counts a day that lies ahead', () => {
    expect(newestOf(['2026-12-01', '2026-11-29'], '2026-11-30T12:00:00Z')).toBe('2026-11-29');
    expect(newestOf(['2026-12-01'], '2026-11-30T23:30:00Z')).toBe('2026-12-01');
  });
});
