/*
 * Severe and life-threatening histories: what changes an anaesthetic, an emergency or a fever, however long ago it was.
 *
 * Chosen after: Association of Anaesthetists (alerts and anaesthetic history), Resuscitation Council UK, Society for
 * Endocrinology (adrenal crisis), NHS Steroid Emergency Card, Green Book (asplenia, immunosuppression), MHRA and NHS
 * Patient Safety Alerts, Summary Care Record additional information. SNOMED CT: concepts of the International Edition
 * compared with published value sets and code lists on 30 November 2026. ICD-10 (WHO and the American edition): beginnings
 * of codes, without the point; what also stands for something harmless is left to the words beside it.
 *
 * Names as `plainWords` writes them, British and American.
 */
export type GraveNames = {
  readonly names: string;
  /** Words of which one has to stand beside a name. */
  readonly beside?: string;
  readonly snomed: string;
  readonly icd10?: string;
};

export const graveHistories = {
  'malignant-hyperthermia': {
    names: 'malignant hyperthermia, malignant hyperpyrexia, mh susceptible, mh susceptibility',
    snomed: '405501007',
    icd10: 'T883',
  },
  'suxamethonium-apnoea': {
    names: `suxamethonium apnoea, suxamethonium apnea, scoline apnoea, scoline apnea, succinylcholine apnea,
      succinylcholine apnoea, pseudocholinesterase deficiency, butyrylcholinesterase deficiency, cholinesterase deficiency,
      plasma cholinesterase deficiency`,
    snomed: '',
  },
  'difficult-airway': {
    names: `difficult airway, difficult intubation, failed intubation, difficult to intubate, difficult tracheal intubation,
      difficult endotracheal intubation, difficult laryngoscopy, difficult mask ventilation, failed or difficult intubation,
      tracheostomy, laryngectomy, laryngectomee, neck breather, tracheal stenosis, subglottic stenosis`,
    snomed: '718447001',
    icd10: 'T884, Z930, Z9002',
  },
  'adrenal-insufficiency': {
    names: `adrenal insufficiency, adrenocortical insufficiency, adrenal failure, hypoadrenalism, hypocortisolism, addisons,
      addison s disease, addison disease, addisons disease, addison s, addisonian crisis, adrenal crisis,
      hypopituitarism, panhypopituitarism, congenital adrenal hyperplasia, bilateral adrenalectomy, steroid dependent,
      steroid dependence, adrenal suppression`,
    snomed: '363732003, 386584007, 373662000, 24867002, 766986002',
    icd10: 'E271, E272, E273, E2740',
  },
  asplenia: {
    names: `splenectomy, asplenia, asplenic, hyposplenism, hyposplenic, functional asplenia, absent spleen, absence of spleen,
      spleen absent`,
    snomed: '234319005, 174776001, 707147002',
    icd10: 'Z9081, Q8901, D730',
  },
  transplant: {
    names: 'transplant, transplantation, transplanted, allograft, tx',
    beside: `kidney, renal, liver, hepatic, heart, cardiac, lung, lungs, pancreas, pancreatic, islet, bowel, intestinal,
      intestine, multivisceral, stem, marrow, haematopoietic, hematopoietic, organ, bmt, hsct`,
    snomed:
      '70536003, 18027006, 32413006, 88039007, 161665007, 737295003, 737296002, 737297006, 739024006',
    icd10: 'Z940, Z941, Z942, Z943, Z944, Z948, T860, T861, T862, T863, T864, T865, T8681, T8685',
  },
  'bleeding-disorder': {
    names: `haemophilia, hemophilia, haemophilia a, von willebrand, von willebrands, christmas disease, factor viii deficiency,
      factor ix deficiency, factor xi deficiency, factor vii deficiency, factor xiii deficiency, glanzmann, glanzmanns,
      bernard soulier, afibrinogenaemia, afibrinogenemia, haemorrhagic telangiectasia, hemorrhagic telangiectasia`,
    snomed: '28293008, 41788008, 128105004, 49762007, 90935002',
    icd10: 'D66, D67, D680, D681, D682',
  },
  'clotting-disorder': {
    names: `heparin induced thrombocytopenia, heparin induced thrombocytopaenia, antiphospholipid syndrome,
      antithrombin deficiency, antithrombin iii deficiency, protein c deficiency, protein s deficiency,
      thrombotic thrombocytopenic purpura, paroxysmal nocturnal haemoglobinuria, paroxysmal nocturnal hemoglobinuria`,
    snomed: '73397007, 26843008',
    icd10: 'D7582, D6861, M311',
  },
  'dangerous-rhythm': {
    names: `long qt, long qt syndrome, prolonged qt syndrome, brugada, brugada syndrome, catecholaminergic polymorphic,
      torsades de pointes, torsade de pointes, ventricular fibrillation, ventricular tachycardia, short qt syndrome,
      wolff parkinson white, arrhythmogenic right ventricular, complete heart block, cardiac arrest, hypertrophic cardiomyopathy,
      hypertrophic obstructive cardiomyopathy`,
    snomed: '9651007, 418818005, 31722008, 71908006, 410429000, 429007001, 233873004, 27885002',
    icd10: 'I4581, I46, I490, I442, I421, Z8674',
  },
  angioedema: {
    names: `hereditary angioedema, hereditary angio oedema, hereditary angioneurotic oedema, hereditary angioneurotic edema,
      c1 esterase inhibitor deficiency, c1 inhibitor deficiency, acquired angioedema, hereditary angiooedema`,
    snomed: '82966003',
  },
  porphyria: {
    names:
      'porphyria, acute intermittent porphyria, variegate porphyria, hereditary coproporphyria',
    snomed: '418470004, 234422006',
    icd10: 'E802',
  },
  anaphylaxis: {
    names: `anaphylaxis, anaphylactic shock, anaphylactic reaction, anaphylactoid reaction, mastocytosis, systemic mastocytosis`,
    snomed: '39579001, 397016004',
    icd10: 'T780, T782, T805, T886, D4702',
  },
  'severe-drug-reaction': {
    names: `stevens johnson, stevens johnson syndrome, toxic epidermal necrolysis, dress syndrome,
      drug reaction with eosinophilia and systemic symptoms, neuroleptic malignant syndrome, serotonin syndrome,
      agranulocytosis, halothane hepatitis`,
    snomed: '73442001, 768962006, 15244003, 17182001, 371089000',
    icd10: 'L511, L512, L513, G210',
  },
  'sickle-cell': {
    names: `sickle cell, sickle cell disease, sickle cell anaemia, sickle cell anemia, sickle cell crisis, sickling disorder,
      thalassaemia major, thalassemia major, haemoglobin ss disease`,
    snomed: '417357006, 127040003, 417279003, 127041004',
    icd10: 'D570, D571, D572, D574, D578, D561',
  },
  myasthenia: {
    names:
      'myasthenia, myasthenia gravis, lambert eaton, myasthenic crisis, myotonic dystrophy, dystrophia myotonica, duchenne',
    snomed: '91637004, 77956009',
    icd10: 'G700, G7111, G731',
  },
  'enzyme-deficiency': {
    names: `g6pd deficiency, g6pd, glucose 6 phosphate dehydrogenase deficiency, favism, mcad deficiency, mcadd,
      urea cycle disorder, ornithine transcarbamylase deficiency, mitochondrial disease`,
    snomed: '62403005',
    icd10: 'D550, D75A, E71311',
  },
  immunodeficiency: {
    names: `severe combined immunodeficiency, common variable immunodeficiency, agammaglobulinaemia, agammaglobulinemia,
      primary immunodeficiency, hypogammaglobulinaemia, hypogammaglobulinemia, neutropenia, neutropenic sepsis,
      chronic granulomatous disease, digeorge syndrome`,
    snomed: '165517008',
    icd10: 'D70, D800, D801, D805, D81, D83',
  },
  'endocrine-crisis': {
    names: `phaeochromocytoma, pheochromocytoma, paraganglioma, diabetes insipidus, arginine vasopressin deficiency,
      thyroid storm, carcinoid syndrome`,
    snomed: '302835009, 15771004',
    icd10: 'E232, E0591, E340',
  },
  'heart-valve': {
    names: `mechanical valve, mechanical heart valve, mechanical aortic valve, mechanical mitral valve, prosthetic heart valve,
      prosthetic valve, prosthetic aortic valve, prosthetic mitral valve, infective endocarditis, bacterial endocarditis,
      fontan circulation, single ventricle, eisenmenger, eisenmenger syndrome, pulmonary hypertension,
      aortic dissection, dissection of aorta, aortic stenosis severe, severe aortic stenosis, ventricular assist device`,
    snomed: '',
    icd10: 'Z952, I33, I710, Z95811',
  },
  'spinal-injury': {
    names: `autonomic dysreflexia, spinal cord injury, tetraplegia, quadriplegia, atlantoaxial instability,
      atlanto axial instability, unstable cervical spine, ventriculoperitoneal shunt, cerebral aneurysm, intracranial aneurysm,
      subarachnoid haemorrhage, subarachnoid hemorrhage, status epilepticus`,
    snomed: '129618003, 11538006, 21454007, 230456007',
    icd10: 'G904, G825, I60, G41',
  },
  infection: {
    names: 'creutzfeldt jakob, creutzfeldt jakob disease, cjd, vcjd',
    snomed: '792004',
    icd10: 'A810',
  },
  'special-blood': {
    names: `irradiated blood, irradiated blood products, red cell antibody, red cell antibodies, anti kell, iga deficiency,
      transfusion reaction, acute transfusion reaction`,
    snomed: '',
    icd10: '',
  },
} as const satisfies Readonly<Record<string, GraveNames>>;
export type GraveHistory = keyof typeof graveHistories;
