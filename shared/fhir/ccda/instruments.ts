/** What is used on a patient and taken away again, by the names under which it is recorded. */
const instrument =
  /\w{3}scopes?\b|\bscopes?\b|scalpel|\bkni(?:fe|ves)\b|forceps|\bclamps?\b|scissors|\bneedles?\b|syringe|\btrocars?\b|retractor|\bdilators?\b|\bdrills?\b|\bsaws?\b|\blasers?\b|cauter|diathermy|electrosurg|tourniquet|\bgloves?\b|\bdrapes?\b|\bgauze\b|\bswabs?\b|\bspecul(?:um|a)\b|\bcurettes?\b|\bguide ?wires?\b|\bintroducers?\b|biopsy (?:gun|punch|device)|\bsnares?\b|\bstaplers?\b|ultraso(?:und|nograph)|\bscanners?\b|\bx-?ray\b|fluoroscop|\bC-arm\b|\bcameras?\b|\bmonitors?\b|sphygmomanometer|thermometer|glucometer|oximeter|electrocardiograph|\bventilators?\b|respirator|an(?:a)?esthe(?:tic|sia) machine|\blight source\b|suction|\bmasks?\b|bougie|applicator|operating table|\brobot/i;

/** What stays inside a body or on it, by its name. */
const staying =
  /implant|prosthe|pacemaker|\bpacing lead|defibrillator|\bICD\b|\bCRT-?[DP]\b|stent|shunt|\bpump\b|graft|valve|replacement|cochlear|\blens\b|\bcoil\b|\bclips?\b|\bplates?\b|\bscrews?\b|\bnails?\b|\brods?\b|\bmesh\b|\bport\b|stimulator|loop recorder|assist device|\bLVAD\b|\bIUD\b|intrauterine|\bring\b|\bband\b|\bcage\b|\bpins?\b|\bcuff\b|hearing aid/i;

/** Whether a thing of this name is an instrument, which nobody keeps. */
export function isInstrument(name: string): boolean {
  return instrument.test(name) && !/implant|prosthe/i.test(name);
}

/** Whether a thing of this name is one that stays with the patient. */
export function isStaying(name: string): boolean {
  return staying.test(name) && !isInstrument(name);
}
