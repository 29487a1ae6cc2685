import { asParts } from './changes.ts';
import type { Mapping, Mappings } from './mapping.ts';

const recommended =
  'forecastStatus dateCriterion supportingImmunization supportingPatientInformation';

const recommendation: Mapping = {
  same: recommended,
  renamed: { doseNumber: 'doseNumberPositiveInt' },
  listed: { vaccineCode: 'vaccineCode' },
  beside: {
    date: 'DateTime',
    protocol: {
      doseSequence: 'Integer',
      description: 'String',
      authority: 'Reference',
      series: 'String',
    },
  },
};

const mapping: Mapping = {
  same: 'identifier patient',
  changed: { recommendation: asParts('recommendation', recommendation) },
};

export const immunizationRecommendation: Mappings = {
  DSTU2: mapping,
  STU3: {
    ...mapping,
    changed: {
      recommendation: asParts('recommendation', {
        ...recommendation,
        same: `${recommended} targetDisease`,
      }),
    },
  },
};
