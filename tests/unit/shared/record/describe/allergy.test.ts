import { describe, expect, it } from 'vitest';
import type { FhirResource } from '../../../../../shared/fhir/resource.ts';
import { describe as describeResource } from '../../../../../shared/record/describe.ts';
import { english } from '../../../../../shared/words/english.ts';
import { say } from '../../../../../shared/words/say.ts';

const allergy = (members: object): FhirResource => ({
  resourceType: 'AllergyIntolerance',
  clinicalStatus: { coding: [{ code: 'active' }] },
  ...members,
});
const said = (resource: FhirResource) => {
  const description = describeResource(resource);
  const words = say(description, english);
  const facts = Object.fromEntries(words.facts.map(({ name, value }) => [name, value]));
  return { ...description, ...words, facts };
};

describe('reactions', () => {
  const reactions = [
    { substance: { text: 'Cefalexin' }, manifestation: [{ text: 'Rash' }], severity: 'mild' },
    {
      substance: { text: 'Naproxen' },
      manifestation: [{ text: 'Bronchospasm' }, { text: 'Swelling' }],
      severity: 'severe',
      onset: '2004-02',
      exposureRoute: { text: 'By mouth' },
      note: [{ text: 'Needed adrenaline' }],
    },
  ];

  it('stand each with its own substance, the worst first', () => {
    const both = said(allergy({ reaction: reactions }));
    expect(both.title).toBe('Naproxen; Cefalexin');
    expect(both.facts['Reaction']).toBe(
      'Naproxen: Bronchospasm, Swelling, severe, exposure: By mouth, February 2004, Needed adrenaline; Cefalexin: Rash, mild',
    );
    expect(both.flag).toBe('critical');
  });

  it('do not repeat the substance that the allergy is to', () => {
    const one = said(
      allergy({ code: { text: 'Allergy to naproxen' }, reaction: reactions.slice(1) }),
    );
    expect(one.facts['Reaction']).toMatch(/^Bronchospasm, Swelling, severe/);
  });

  it('tell the story where nothing else is told, and beside it where something is', () => {
    const story = { description: 'Collapsed at the dentist’s' };
    const manifestation = [{ text: 'Faint' }];
    expect(said(allergy({ reaction: [story] })).facts['Reaction']).toBe(story.description);
    expect(said(allergy({ reaction: [{ ...story, manifestation }] })).facts['Reaction']).toBe(
      `Faint, ${story.description}`,
    );
  });

  it('keep a severity of which nobody says what happened', () => {
    const unknown = { coding: [{ system: 'http://hl7.org/fhir/v3/NullFlavor', code: 'NI' }] };
    const reaction = [{ manifestation: [unknown], severity: 'moderate' }];
    expect(said(allergy({ reaction })).facts['Reaction']).toBe(
      'what happened is not recorded, moderate',
    );
  });

  it('leave no danger of what was found not to be so', () => {
    const verificationStatus = { coding: [{ code: 'refuted' }] };
    expect(said(allergy({ verificationStatus, criticality: 'high' })).flag).toBeUndefined();
  });
});

describe('the end of an allergy', () => {
  const end = (address: string, parts: object[]) => ({
    extension: [{ url: `https://fhir.hl7.org.uk/${address}`, extension: parts }],
  });
  const parts = [
    { url: 'endDate', valueDateTime: '2011-03-02' },
    { url: 'reasonEnded', valueString: 'Challenge test passed' },
  ];

  it('is said with its day and reason, and outweighs a status that does not know of it', () => {
    const ended = said(
      allergy({
        code: { text: 'Strawberries' },
        ...end('STU3/StructureDefinition/Extension-CareConnect-GPC-AllergyIntoleranceEnd-1', parts),
      }),
    );
    expect(ended).toMatchObject({ standing: 'past', status: 'Past: ended' });
    expect(ended.facts).toMatchObject({
      Ended: '2 March 2011',
      'Why it ended': 'Challenge test passed',
      'Also marked as': 'Active',
    });
  });

  it('is found where UK Core puts it', () => {
    const url = 'StructureDefinition/Extension-UKCore-AllergyIntoleranceEnd';
    const clinicalStatus = { coding: [{ code: 'inactive' }], ...end(url, parts) };
    const ended = said(allergy({ clinicalStatus }));
    expect(ended.status).toBe('Past: not active');
    expect(ended.facts).toMatchObject({ Ended: '2 March 2011' });
    expect(ended.facts).not.toHaveProperty('Also marked as');
  });

  it('is seen of one that stands in a list of ended allergies, whatever its status', () => {
    const list = (status: string) => ({
      resourceType: 'List',
      code: { coding: [{ system: 'http://snomed.info/sct', code: '1103671000000101' }] },
      contained: [
        allergy({
          code: { text: 'Egg' },
          clinicalStatus: { coding: [{ code: status }] },
          verificationStatus: { coding: [{ code: 'unconfirmed' }] },
          ...end('Extension-CareConnect-GPC-AllergyIntoleranceEnd-1', parts),
        }),
      ],
    });
    expect(said(list('resolved')).facts['Allergy']).toBe(
      'Egg (Past: resolved; ended 2 March 2011: Challenge test passed)',
    );
    expect(said(list('active')).facts['Allergy']).toMatch(/^Egg \(Past: ended; /);
  });
});

describe('how sure a source is', () => {
  const unconfirmed = { verificationStatus: { coding: [{ code: 'unconfirmed' }] } };
  const profile =
    'https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-AllergyIntolerance-1';

  it('is no doubt where the profile wants every allergy unconfirmed', () => {
    const older = 'http://hl7.org/fhir/3.0/StructureDefinition/extension-Meta.profile';
    for (const meta of [
      { profile: [profile] },
      { extension: [{ url: older, valueUri: profile }] },
    ]) {
      expect(said(allergy({ ...unconfirmed, meta })).status).toBe('Active');
    }
  });

  it('is doubt everywhere else', () => {
    expect(said(allergy(unconfirmed)).status).toBe('Active, not confirmed');
    const refuted = { verificationStatus: { coding: [{ code: 'refuted' }] } };
    expect(said(allergy({ ...refuted, meta: { profile: [profile] } })).standing).toBe('refuted');
  });
});
