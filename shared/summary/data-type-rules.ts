import { own } from '../base/own.ts';
import { numberTextOf } from '../fhir/json.ts';
import { intervalOf } from '../fhir/partial-date.ts';
import { objectOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { absent } from './data-absent.ts';
import { without } from './members.ts';

type Lost = (place: string) => void;
/** Gives back the value as the invariants of its type allow it, or `undefined` where nothing can be kept. */
type Rule = (value: JsonObject, lost: Lost) => JsonObject | undefined;

/**
 * The invariants of FHIR's data types and of parts of resources that real records break, by type.
 * @see https://hl7.org/fhir/R4/datatypes.html
 */
const byType: Readonly<Record<string, Rule>> = {
  Age: ageWithCode,
  Attachment: attachmentOfKnownType,
  'Condition.evidence': (value) => withAny(value, 'code', 'detail'), // con-2
  'Condition.stage': (value) => withAny(value, 'summary', 'assessment'), // con-1
  ContactPoint: contactWithSystem,
  Count: (value) => (value['value'] === undefined ? undefined : codeWithSystem(value)),
  Distance: codeWithSystem,
  Duration: codeWithSystem,
  Extension: extensionWithContent,
  'Immunization.education': (value) => withAny(value, 'documentType', 'reference'), // imm-1
  'MedicationAdministration.dosage': doseOrAbsent,
  'Observation.referenceRange': (value) => withAny(value, 'low', 'high', 'text'), // obs-3
  'Patient.contact': (value) =>
    // pat-1
    withAny(value, 'name', 'telecom', 'address', 'organization'),
  'Patient.link': () => undefined, // leads to the same person's record elsewhere, which no document holds
  Period: periodInOrder,
  Quantity: codeWithSystem,
  Range: rangeInOrder,
  Ratio: ratioWithBoth,
  'Timing.repeat': repeatInPairs,
};

/** `value` within the invariants of its data type; what has to go is reported to `lost`. */
export function dataTypeRules(type: string, value: JsonObject, lost: Lost): JsonObject | undefined {
  const rule = Object.hasOwn(byType, type) ? byType[type] : undefined;
  if (rule === undefined) return value;
  const kept = rule(value, lost);
  if (kept === undefined) return undefined;
  return Object.keys(kept).length === 0 ? undefined : kept;
}

function withAny(value: JsonObject, ...names: string[]): JsonObject | undefined {
  return names.some((name) => value[name] !== undefined || value[`_${name}`] !== undefined)
    ? value
    : undefined;
}

/** mad-1: a text such as "5 mg slowly" is all that some sources say of a dose, and it must not be lost. */
function doseOrAbsent(value: JsonObject): JsonObject {
  return (
    withAny(value, 'dose', 'rateRatio', 'rateQuantity') ?? { ...value, dose: absent('unknown') }
  );
}

/** rat-1: both numbers, or that one is not known: "500 mg" of a substance is worth more than nothing. */
function ratioWithBoth(value: JsonObject): JsonObject | undefined {
  if (value['numerator'] === undefined && value['denominator'] === undefined) return undefined;
  return { numerator: absent('unknown'), denominator: absent('unknown'), ...value };
}

/** qty-3: a code means nothing without its system; as the unit it is still read by people. */
function codeWithSystem(value: JsonObject): JsonObject {
  if (value['code'] === undefined || value['system'] !== undefined) return value;
  const { code, ...rest } = value;
  return { ...rest, unit: rest['unit'] ?? code };
}

/** Units of ages, in words or signs that can mean nothing else there, in UCUM. */
const unitsOfAge: Readonly<Record<string, string>> = {
  a: 'a',
  y: 'a',
  year: 'a',
  years: 'a',
  yr: 'a',
  yrs: 'a',
  month: 'mo',
  months: 'mo',
  week: 'wk',
  weeks: 'wk',
  day: 'd',
  days: 'd',
};

/** age-1: an age is a positive number with a UCUM code. */
function ageWithCode(written: JsonObject): JsonObject | undefined {
  const code = own(unitsOfAge, textOf(written['unit'])?.toLowerCase());
  const isBare = written['code'] === undefined && written['system'] === undefined;
  const value = isBare && code !== undefined ? { ...written, code } : written;
  const number = Number(numberTextOf(value['value']) ?? NaN);
  const ucum = value['system'] === undefined || value['system'] === 'http://unitsofmeasure.org';
  if (value['code'] === undefined || !ucum || !(number > 0)) return undefined;
  return { ...value, system: 'http://unitsofmeasure.org' };
}

/** The longest base64 of an attachment that goes into a summary: a page of text, not a scan. */
const longestAttachment = 40_000;

/** att-1, and what a summary has room for: a large attachment stays named, its content stays in the record. */
function attachmentOfKnownType(value: JsonObject, lost: Lost): JsonObject {
  const data = textOf(value['data']) ?? '';
  const relative = !/^(https?|urn):/.test(textOf(value['url']) ?? 'urn:');
  const kept = relative ? without(value, 'url') : value;
  if (data.length <= longestAttachment && value['contentType'] !== undefined) return kept;
  if (data !== '' && data.length <= longestAttachment) lost('Attachment.data');
  return without(kept, 'data', 'size', 'hash');
}

/** cpt-2: a number without saying whether telephone or fax is still a number. */
function contactWithSystem(value: JsonObject): JsonObject {
  if (value['value'] === undefined || value['system'] !== undefined) return value;
  return { ...value, _system: value['_system'] ?? absent('unknown') };
}

/** ext-1: a value or extensions, never both, never neither. */
function extensionWithContent(value: JsonObject, lost: Lost): JsonObject | undefined {
  if (textOf(value['url']) === undefined) return undefined;
  const hasValue = Object.keys(value).some((name) => /^_?value[A-Z]/.test(name));
  if (!hasValue) return value['extension'] === undefined ? undefined : value;
  if (value['extension'] === undefined) return value;
  lost('Extension.extension');
  return without(value, 'extension');
}

/** per-1: of dates that contradict each other the start stays. */
function periodInOrder(value: JsonObject, lost: Lost): JsonObject {
  const start = intervalOf(textOf(value['start']));
  const end = intervalOf(textOf(value['end']));
  if (start === undefined || end === undefined || start.from <= end.from) return value;
  if (end.to > start.from) return value; // one is only less precise than the other
  lost('Period.end');
  return without(value, 'end');
}

/** rng-2 */
function rangeInOrder(value: JsonObject, lost: Lost): JsonObject {
  const limit = (side: string) => Number(numberTextOf(objectOf(value[side])?.['value']) ?? NaN);
  if (!(limit('low') > limit('high'))) return value;
  lost('Range.high');
  return without(value, 'high');
}

/** tim-1 to tim-10: members that mean nothing without another. */
const pairs: readonly (readonly [string, string])[] = [
  ['duration', 'durationUnit'],
  ['period', 'periodUnit'],
  ['periodMax', 'period'],
  ['durationMax', 'duration'],
  ['countMax', 'count'],
  ['offset', 'when'],
];

function repeatInPairs(value: JsonObject, lost: Lost): JsonObject | undefined {
  const negative = ['duration', 'period'].filter(
    (name) => Number(numberTextOf(value[name]) ?? 0) < 0,
  );
  let kept = without(value, ...negative);
  for (const [name, other] of [...pairs, ...pairs]) {
    if (kept[name] !== undefined && kept[other] === undefined) {
      lost(`Timing.repeat.${name}`);
      kept = without(kept, name);
    }
  }
  // tim-9, tim-10: what cannot stand beside the other is counted as lost.
  const meals = ['C', 'CM', 'CD', 'CV'];
  const when = Array.isArray(kept['when']) ? kept['when'] : [];
  if (kept['offset'] !== undefined && when.some((code) => meals.includes(String(code)))) {
    lost('Timing.repeat.offset');
    kept = without(kept, 'offset');
  }
  if (kept['timeOfDay'] === undefined || when.length === 0) return kept;
  lost('Timing.repeat.timeOfDay');
  return without(kept, 'timeOfDay');
}
