import type { Mappings } from './mapping.ts';

const booked =
  'identifier status priority description start end minutesDuration slot comment participant';

export const appointment: Mappings = {
  DSTU2: {
    same: booked,
    listed: { type: 'serviceType', reason: 'reasonCode' },
  },
  STU3: {
    same: `${booked} serviceType specialty appointmentType supportingInformation created requestedPeriod`,
    renamed: { reason: 'reasonCode', indication: 'reasonReference', incomingReferral: 'basedOn' },
    listed: { serviceCategory: 'serviceCategory' },
  },
};
