/*
 * Implants and operations that a clinician must know of, by the names under which they are recorded, after MHRA
 * guidance on implants in magnetic resonance imaging, the Association of Anaesthetists, and the headings of the
 * Summary Care Record. Nothing is concluded from a diagnosis.
 */

/** Devices inside the body: a walking frame is no danger in a scanner. */
const inBody =
  /implant|prosthe|pacemaker|pacing|defibrillator|\bICD\b|\bCRT-?[DP]\b|stent|shunt|\bpump\b|graft|valve|replacement|cochlear|\blens\b|\bcoil\b|\bclip\b|\bplate\b|\bport\b|stimulator|loop recorder|assist device|\bLVAD\b/i;

/** What helps somebody to walk, sit, lie or see, by the name that stands first: it is beside the body, whatever follows. */
const aid =
  /^\W*(?:\w[\w-]* ){0,2}(?:cane|crutch(?:es)?|walking (?:stick|frame|aid|cane)s?|walker|rollator|zimmer frame|wheelchair|hospital bed|bed|mattress|commode|hoist|bath seat|spectacles|eyeglasses)\b/i;

/** Implants that an operation tells of and that change what is safe: in a scanner, in an emergency, with an infection. */
const operated =
  /pacemaker|defibrillator|\bICD\b|\bCRT-?[DP]\b|cochlear implant|stimulator|valve (?:replacement|implant)|replacement of (?:\w+ ){0,3}valve|(?:prosthetic|mechanical) (?:\w+ )?valve|prosthesis of (?:\w+ )?valve|\bTAVI\b|aneurysm clip|clipping of (?:\w+ )*aneurysm|shunt|intrathecal (?:\w+ )?pump|insulin pump|assist device|\bLVAD\b|loop recorder|coronary (?:artery )?stent|stent (?:into|in|of) (?:\w+ )?coronary|\bEVAR\b|aortic (?:\w+ )?stent|endovascular/i;

/** What an operation did to one that is not there afterwards, or what was only looked at. */
const notThere =
  /\b(?:removal|remove[ds]?|explant\w*|extraction|check|interrogat\w*|follow[- ]?up|review|clinic|assessment|temporary|reprogram\w*|programming|battery|monitoring|education|referral|interrogation|trial|consent|analysis|telemetry|arteriovenous)\b/i;

/** SNOMED CT: implantation and insertion of such devices. */
const implanted: ReadonlySet<string> = new Set(
  [
    '307280005', // implantation of cardiac pacemaker
    '395218007', // implantation of internal cardiac defibrillator
    '233170003', // implantation of automatic cardiac defibrillator
    '53059001', // replacement of mitral valve
    '26212005', // replacement of aortic valve
  ].map((code) => `http://snomed.info/sct|${code}`),
);

/** Whether a device of this name is inside the body, as far as its name says. */
export function isImplant(title: string): boolean {
  return inBody.test(title) && !aid.test(title);
}

/** Whether an operation of this name put something into the body that is dangerous to overlook. */
export function isImplantation(title: string, codes: readonly string[]): boolean {
  return (
    (operated.test(title) || codes.some((code) => implanted.has(code))) && !notThere.test(title)
  );
}

/** Operations that stay important for life. */
const major =
  /transplant|pacemaker|defibrillator|bypass|\bCABG\b|valve (?:replacement|repair)|replacement of (?:\w+ ){0,3}valve|arthroplasty|(?:hip|knee|shoulder|joint|elbow|ankle) replacement|(?:replacement|prosthesis|prosthetic replacement) of (?:\w+ ){0,3}(?:hip|knee|shoulder|joint|elbow|ankle|femur)|splenectomy|gastrectomy|oesophagectomy|esophagectomy|colectomy|hemicolectomy|proctectomy|cystectomy|nephrectomy|hepatectomy|lobectomy|pneumonectomy|pancreatectomy|whipple|hysterectomy|mastectomy|prostatectomy|thyroidectomy|parathyroidectomy|adrenalectomy|laryngectomy|amputation|craniotomy|craniectomy|thoracotomy|laparotomy|colostomy|ileostomy|urostomy|tracheostomy|gastrostomy|bariatric|sleeve gastrectomy|gastric band|fusion of (?:\w+ )*spine|spinal fusion|aneurysm|endarterectomy|angioplasty|percutaneous coronary|\bPCI\b|coronary (?:\w+ )?stent|stent|implant(?:ation)?\b|insertion of (?:\w+ )*(?:shunt|stent|stimulator)|dialysis|arteriovenous fistula|caesarean|cesarean|ectomy of (?:pituitary|adrenal)|hypophysectomy|chemotherapy|radiotherapy|radiation therapy|ablation|cardioversion|organ donation|stem cell/i;

/** Contraceptives and teeth are implanted too; a dialysis that was talked about was not done. */
const notMajor =
  /contracepti\w+|dental|tooth|teeth|intrauterine|education|counsel\w*|assessment|screening|referral|consult\w*|planning|discussion|consent|photodynamic|skin lesion|\bcheck\b|follow[- ]?up|removal of (?:sutures|stitches|cast|dressing)/i;

/** Whether an operation or treatment of this name matters for the rest of a life. */
export function isMajorProcedure(title: string): boolean {
  return major.test(title) && !notMajor.test(title);
}

/** What is done so often, and says so little, that it stands behind everything else. */
const trifle =
  /\b(?:assessments?|screening|education|reconciliation|documentation|counsel(?:l?ing)?|questionnaire|survey|review of systems|general examination|physical examination|examination|anticipatory guidance|medication review|referral|consultation|auscultation|measurement|evaluation|monitoring|taking of|history taking|advice|instruction|walking practice|face mask|certificate|administrative|discussion)\b/i;

/** Whether a procedure of this name is a talk, a check or a paper. */
export function isTrifle(title: string): boolean {
  return trifle.test(title) && !isMajorProcedure(title);
}
