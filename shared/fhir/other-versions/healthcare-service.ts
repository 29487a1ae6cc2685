import { asNote, wrapped } from './changes.ts';
import type { Mappings } from './mapping.ts';

export const healthcareService: Mappings = {
  STU3: {
    same: 'identifier active providedBy type specialty location name comment extraDetails photo telecom coverageArea serviceProvisionCode characteristic referralMethod appointmentRequired availableTime notAvailable availabilityExceptions endpoint',
    listed: { category: 'category' },
    changed: { eligibility: wrapped('eligibility', 'code'), programName: asNote('program') },
    beside: { eligibilityNote: 'String' },
  },
};
