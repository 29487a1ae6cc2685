import { describe, expect, it } from 'vitest';
import { sentencesOfTreatment } from '../../../../shared/summary/plan-sentences.ts';

describe('what a plan says of treatments', () => {
  it.each([
    [
      'I like tea. If my heart stops, I do not want resuscitation to be tried. Ring my sister.',
      ['If my heart stops, I do not want resuscitation to be tried.'],
    ],
    ['Never any ventilation. CPR is fine.', ['CPR is fine.', 'Never any ventilation.']],
    ['Seen by Dr. Adams. Do not give e.g. CPR or dialysis.', ['Do not give e.g. CPR or dialysis.']],
    ['I like tea.', []],
    ['Blood pressure is to be taken daily.', []],
  ])('is quoted in whole sentences: %s', (text, quotes) => {
    expect(sentencesOfTreatment(text)).toEqual(quotes);
  });

  it.each([
    ['I do not want\nresuscitation to be tried.', 'I do not want resuscitation to be tried.'],
    ['I do not want any of this:\n- CPR\n- a ventilator', /^I do not want any of this: - CPR/],
    ['I do not want\nCPR', 'I do not want; CPR'],
    [
      'Should CPR be tried? No. I would rather be at home.',
      'Should CPR be tried? No. I would rather be at home.',
    ],
    ['Should CPR be tried?\nNo', 'Should CPR be tried?; No'],
    ['I refuse all of these. CPR. Dialysis.', 'I refuse all of these. CPR. Dialysis.'],
  ])('is never parted from what turns it around: %s', (text, quote) => {
    const [first] = sentencesOfTreatment(text);
    if (typeof quote === 'string') expect(first).toBe(quote);
    else expect(first).toMatch(quote);
  });

  it('is one field of a form, not the form', () => {
    const form = 'Name: Ada Hale\nCPR decision: not for attempted resuscitation\nPlace: home';
    expect(sentencesOfTreatment(form)).toEqual(['CPR decision: not for attempted resuscitation']);
  });

  it('keeps the beginning of a long sentence, and says where it is cut', () => {
    const long = `I do not want, ${'whatever my family or my doctors may think of it then, '.repeat(6)}resuscitation to be tried, ${'nor anything like it, '.repeat(10)}ever.`;
    const [quote = ''] = sentencesOfTreatment(long);
    expect(quote).toMatch(/^I do not want, .* … .*resuscitation.*…$/);
    expect(quote.length).toBeLessThan(240);
  });

  it('says so where it says more', () => {
    const quotes = sentencesOfTreatment(
      'No CPR for me ever. No dialysis for me ever. No ventilation for me. No blood products at all.',
    );
    expect(quotes).toEqual([
      'No CPR for me ever.',
      'No dialysis for me ever.',
      'No ventilation for me.',
      '…',
    ]);
  });

  it('is found in a very long letter, which takes no longer than its length', () => {
    const wanted = 'If my heart stops, I do not want resuscitation to be tried.';
    const letter = 'Seen by Dr. Hale of St. Anne.\na line without an end, \n'.repeat(20_000);
    expect(sentencesOfTreatment(`${letter}The end.\n${wanted}`)).toEqual([wanted]);
  });
});
