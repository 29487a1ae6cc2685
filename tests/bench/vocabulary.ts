/** What the generated record speaks of. Names are invented; codes are those of the terminologies. */
type Named = { readonly code: string; readonly display: string };
type Measured = Named & {
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  readonly vital?: true;
};

export const measurements: readonly [Measured, ...Measured[]] = [
  {
    code: '2345-7',
    display: 'Glucose [Mass/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 3.9,
    high: 5.5,
  },
  {
    code: '2160-0',
    display: 'Creatinine [Mass/volume] in Serum or Plasma',
    unit: 'umol/L',
    low: 59,
    high: 104,
  },
  { code: '718-7', display: 'Hemoglobin [Mass/volume] in Blood', unit: 'g/L', low: 130, high: 170 },
  {
    code: '4548-4',
    display: 'Hemoglobin A1c/Hemoglobin.total in Blood',
    unit: 'mmol/mol',
    low: 20,
    high: 41,
  },
  {
    code: '2823-3',
    display: 'Potassium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 3.5,
    high: 5.3,
  },
  {
    code: '2951-2',
    display: 'Sodium [Moles/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 133,
    high: 146,
  },
  {
    code: '2093-3',
    display: 'Cholesterol [Mass/volume] in Serum or Plasma',
    unit: 'mmol/L',
    low: 2.5,
    high: 5,
  },
  {
    code: '3016-3',
    display: 'Thyrotropin [Units/volume] in Serum or Plasma',
    unit: 'mU/L',
    low: 0.3,
    high: 4.2,
  },
  { code: '29463-7', display: 'Body weight', unit: 'kg', low: 50, high: 95, vital: true },
  { code: '8867-4', display: 'Heart rate', unit: '/min', low: 50, high: 100, vital: true },
  {
    code: '59408-5',
    display: 'Oxygen saturation in Arterial blood by Pulse oximetry',
    unit: '%',
    low: 94,
    high: 99,
    vital: true,
  },
];

export const medicines: readonly [Named, ...Named[]] = [
  { code: '39113611000001102', display: 'Ramipril 5 mg capsules' },
  { code: '39732311000001104', display: 'Metformin 500 mg tablets' },
  { code: '39720311000001101', display: 'Atorvastatin 20 mg tablets' },
  { code: '39695211000001102', display: 'Paracetamol 500 mg tablets' },
  { code: '39022711000001108', display: 'Salbutamol 100 micrograms/dose inhaler' },
  { code: '39709611000001109', display: 'Amlodipine 5 mg tablets' },
  { code: '39732011000001102', display: 'Levothyroxine 50 microgram tablets' },
  { code: '39689711000001108', display: 'Omeprazole 20 mg gastro-resistant capsules' },
];

export const problems: readonly [Named, ...Named[]] = [
  { code: '38341003', display: 'Hypertensive disorder' },
  { code: '44054006', display: 'Type 2 diabetes mellitus' },
  { code: '195967001', display: 'Asthma' },
  { code: '396275006', display: 'Osteoarthritis' },
  { code: '444814009', display: 'Viral sinusitis' },
  { code: '195662009', display: 'Acute viral pharyngitis' },
  { code: '40930008', display: 'Hypothyroidism' },
  { code: '235595009', display: 'Gastroesophageal reflux disease' },
];

export const procedures: readonly [Named, ...Named[]] = [
  { code: '430193006', display: 'Medication reconciliation' },
  { code: '710824005', display: 'Assessment of health and social care needs' },
  { code: '73761001', display: 'Colonoscopy' },
  { code: '80146002', display: 'Appendectomy' },
  { code: '399208008', display: 'Plain X-ray of chest' },
];

export const vaccines: readonly [Named, ...Named[]] = [
  { code: '1181000221105', display: 'Influenza vaccine' },
  { code: '1119349007', display: 'COVID-19 mRNA vaccine' },
  { code: '333598008', display: 'Pneumococcal polysaccharide vaccine' },
];

export const allergens: readonly [Named, ...Named[]] = [
  { code: '764146007', display: 'Penicillin' },
  { code: '256277009', display: 'Grass pollen' },
  { code: '762952008', display: 'Peanut' },
  { code: '387458008', display: 'Aspirin' },
];

export const visits: readonly [Named, ...Named[]] = [
  { code: '185349003', display: 'Encounter for check up' },
  { code: '185345009', display: 'Encounter for symptom' },
  { code: '390906007', display: 'Follow-up encounter' },
  { code: '50849002', display: 'Emergency room admission' },
];

export const letters: readonly [Named, ...Named[]] = [
  { code: '371531000', display: 'Report of clinical encounter' },
  { code: '373942005', display: 'Discharge summary' },
  { code: '823691000000103', display: 'Clinical letter' },
];

export const reports: readonly [Named, ...Named[]] = [
  { code: '58410-2', display: 'CBC panel - Blood by Automated count' },
  { code: '24323-8', display: 'Comprehensive metabolic panel - Serum or Plasma' },
  { code: '57698-3', display: 'Lipid panel with direct LDL - Serum or Plasma' },
];

export const organisations: readonly [string, ...string[]] = [
  'Whitmoor Surgery',
  'Ashcombe General Hospital',
  'Lindwell Community Trust',
  'Marsh Lane Pharmacy',
  'Northgate Eye Clinic',
  'Fernhill Walk-in Centre',
];
