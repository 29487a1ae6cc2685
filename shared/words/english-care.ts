import type { careFactNames } from '../record/care-fact-names.ts';
import type { CareStatusCode } from '../record/describe/care-status.ts';
import type { Words } from './words.ts';

/** What plans, visits, people, requests, devices and all the rest say. */
export const careFacts: Readonly<Record<(typeof careFactNames)[number], string>> = {
  accessRestriction: 'Who may see it',
  achievementStatus: 'How far it got',
  activityProhibited: 'Not to be done',
  actor: 'By or for',
  addresses: 'About',
  admitSource: 'Came from',
  age: 'Age',
  allergyIntolerance: 'Allergies to heed',
  author: 'By',
  basis: 'Based on',
  birthDate: 'Born',
  businessStatus: 'Where it stands',
  careTeam: 'Care team',
  collected: 'Taken',
  communication: 'Speaks',
  comparedWith: 'Compared with others',
  condition: 'Condition',
  consentDeny: 'Refuses',
  consentPermit: 'Agrees to',
  contact: 'Contact',
  content: 'What',
  contraindicatedVaccineCode: 'Not to be given',
  contributedToDeath: 'Contributed to death',
  deceased: 'Died',
  deceasedAge: 'Died',
  detail: 'Details',
  diagnosis: 'Diagnosis',
  docStatus: 'State of the document',
  dueDate: 'By',
  duration: 'How long',
  entry: 'On the list',
  episode: 'At',
  excludeFood: 'Without',
  finding: 'Finding',
  fluidConsistency: 'Thickness of fluids',
  forecastReason: 'Why',
  forecastStatus: 'Status',
  formerName: 'Former name',
  formula: 'Tube feed',
  gender: 'Sex',
  generalPractitioner: 'GP or surgery',
  identifier: 'Number',
  implicated: 'Because of',
  input: 'Given for it',
  instruction: 'Instruction',
  intent: 'Intent',
  interpreterRequired: 'Interpreter',
  investigation: 'Looked into',
  item: 'Answer',
  managingOrganization: 'Of',
  maritalStatus: 'Marital status',
  mitigation: 'What is done about it',
  modality: 'Kind of picture',
  modelNumber: 'Model',
  morphology: 'What is there',
  multipleBirth: 'Twin or more',
  nhsNumber: 'NHS number',
  nhsNumberOld: 'Old NHS number',
  orderDetail: 'Also asked for',
  otherName: 'Other name',
  output: 'What came of it',
  participant: 'Taking part',
  participantStatus: 'Answer',
  policy: 'Under the rules',
  prediction: 'What may come',
  priority: 'Urgency',
  probability: 'How likely',
  progress: 'Progress',
  provision: 'Rule',
  qualification: 'Qualification',
  recipient: 'To',
  recommendation: 'Advised',
  relates: 'Belongs to',
  role: 'Role',
  safety: 'Safety',
  serialNumber: 'Serial number',
  series: 'Series',
  serviceType: 'Service',
  sourceDocument: 'Where it is written',
  specialArrangement: 'Special arrangements',
  specialty: 'Specialty',
  status: 'Status',
  statusDate: 'Status of',
  supplement: 'Supplement',
  supportingInfo: 'To be considered',
  target: 'Target',
  texture: 'Texture',
  timing: 'When',
  topic: 'About',
  udi: 'Device identifier',
  validity: 'Ends',
  verificationStatus: 'Confirmed',
  version: 'Version',
};

const consentCategory = 'http://terminology.hl7.org/CodeSystem/consentcategorycodes';
const consentScope = 'http://terminology.hl7.org/CodeSystem/consentscope';
const encounterClass = 'http://hl7.org/fhir/encounter-class';
const diagnosisRole = 'http://terminology.hl7.org/CodeSystem/diagnosis-role';

const languageNames = new Intl.DisplayNames(['en-GB'], { type: 'language', fallback: 'none' });

export const careWords: Pick<
  Words,
  | 'careCodes'
  | 'knownCodes'
  | 'item'
  | 'doNotDo'
  | 'notToBeDone'
  | 'doNotDoWarning'
  | 'languageName'
  | 'interpreterNeeded'
  | 'notInForce'
> = {
  careCodes: {
    routine: 'Routine',
    urgent: 'Urgent',
    asap: 'As soon as possible',
    stat: 'At once',
    male: 'Male',
    female: 'Female',
    other: 'Other',
    declined: 'Declined',
    'needs-action': 'Has not answered',
    tentative: 'May come',
    old: 'Old',
  },
  knownCodes: {
    [`${consentCategory}|acd`]: 'Advance care directive',
    [`${consentCategory}|dnr`]: 'Do not resuscitate',
    [`${consentCategory}|emrgonly`]: 'Information only in an emergency',
    [`${consentCategory}|hcd`]: 'Health care directive',
    [`${consentCategory}|npp`]: 'Notice of privacy practices',
    [`${consentCategory}|polst`]: 'Orders for life-sustaining treatment (POLST)',
    [`${consentCategory}|research`]: 'Release of information for research',
    [`${consentCategory}|rsdid`]: 'Release of information without a name, for research',
    [`${consentCategory}|rsreid`]: 'Release of information with a name, for research',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode|ICOL': 'Collecting information',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode|IDSCL': 'Passing on information',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode|INFA': 'Access to information',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode|IRDSCL': 'Passing information on again',
    'http://terminology.hl7.org/CodeSystem/v3-ActCode|RESEARCH': 'Information for research',
    [`${encounterClass}|inpatient`]: 'Stay in hospital',
    [`${encounterClass}|outpatient`]: 'Outpatient visit',
    [`${encounterClass}|ambulatory`]: 'Appointment',
    [`${encounterClass}|emergency`]: 'Emergency visit',
    [`${encounterClass}|home`]: 'Visit at home',
    [`${encounterClass}|field`]: 'Visit outside the hospital',
    [`${encounterClass}|daytime`]: 'Day stay in hospital',
    [`${encounterClass}|virtual`]: 'Contact by telephone or video',
    [`${consentScope}|adr`]: 'Advance care directive',
    [`${consentScope}|research`]: 'Research',
    [`${consentScope}|patient-privacy`]: 'Privacy',
    [`${consentScope}|treatment`]: 'Treatment',
    [`${diagnosisRole}|AD`]: 'Diagnosis on admission',
    [`${diagnosisRole}|DD`]: 'Diagnosis on discharge',
    [`${diagnosisRole}|CC`]: 'Why the patient came',
    [`${diagnosisRole}|CM`]: 'Other condition',
    [`${diagnosisRole}|pre-op`]: 'Diagnosis before the operation',
    [`${diagnosisRole}|post-op`]: 'Diagnosis after the operation',
    [`${diagnosisRole}|billing`]: 'For billing',
  },
  item: (head, parts) => {
    const told = parts.join('; ');
    if (head === undefined) return told;
    return parts.length === 0 ? head : `${head} (${told})`;
  },
  interpreterNeeded: 'Needed',
  languageName(code) {
    try {
      return languageNames.of(code);
    } catch {
      return undefined; // no code of a language
    }
  },
  doNotDo: (title) => `Not to be done: ${title}`,
  notToBeDone: (status) =>
    `Not to be done${status === undefined ? '' : ` (${status.toLowerCase()})`}`,
  doNotDoWarning: 'This says that it is not to be done',
  notInForce: { rejected: 'Rejected, not in force', inactive: 'Not in force' },
};

/** Where plans, visits, documents and people stand. */
export const careStatuses: Readonly<Record<CareStatusCode, string>> = {
  accepted: 'Accepted',
  achieved: 'Achieved',
  arrived: 'Arrived',
  available: 'Available',
  'checked-in': 'Checked in',
  failed: 'Failed',
  'health-unknown': 'Health not known',
  mitigated: 'Dealt with',
  'not-started': 'Not started',
  onleave: 'On leave',
  ordered: 'Ordered',
  ready: 'Ready',
  received: 'Received',
  rejected: 'Rejected',
  replaced: 'Replaced',
  requested: 'Asked for',
  scheduled: 'Planned',
  triaged: 'Seen first',
  unavailable: 'Not available',
  unsatisfactory: 'Not usable',
  waitlist: 'On the waiting list',
};
