import { codesOf, codingsOf, wordsOf } from '../fhir/concept.ts';
import { listOf, objectOf, objectsOf, textOf, type JsonObject } from '../fhir/resource.ts';
import { absent } from './data-absent.ts';
import { withNote, without } from './members.ts';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/observation-category';

/** LOINC codes that IPS ties to a profile: pregnancy status, tobacco and alcohol use. */
const profiledCodes = ['82810-3', '72166-2', '74013-4'].map((code) => `http://loinc.org|${code}`);

/**
 * What R4 and the IPS profiles of Observation (results, vital signs, social history, pregnancy) demand of one. A value, or
 * why there is none (ips-2, ips-3, vs-2, vs-3), is not added: a finding such as "Not for resuscitation" has none, and lacks
 * none. Such an Observation stands in the document outside those profiles, which its sections allow.
 */
export function observationRules(observation: JsonObject): JsonObject {
  const categories = objectsOf(observation['category'])
    .flatMap(codingsOf)
    .filter((coding) => coding.system === categorySystem)
    .map((coding) => coding.code);
  const result = ['laboratory', 'imaging'].some((code) => categories.includes(code));
  const vital = categories.includes('vital-signs');
  const profiled = codesOf(observation['code']).some((code) => profiledCodes.includes(code));
  let adapted = withOneValue(withOwnCodeOnce(observation));
  if (result || vital || profiled) adapted = withEffective(adapted);
  if (result) adapted = { ...adapted, performer: adapted['performer'] ?? [absent('unknown')] };
  return categories.includes('imaging') ? withMembersOrComponents(adapted) : adapted;
}

function hasValue(object: JsonObject): boolean {
  return Object.keys(object).some((name) => /^_?value[A-Z]/.test(name));
}

/** obs-6: a value, or the reason why there is none. Where a source gives both, the reason is kept in words. */
function withOneValue(observation: JsonObject): JsonObject {
  const reason = wordsOf(observation['dataAbsentReason']);
  if (!hasValue(observation) || observation['dataAbsentReason'] === undefined) return observation;
  const rest = without(observation, 'dataAbsentReason');
  if (reason === undefined) return rest;
  return withNote(rest, `The source also says that the value is absent: ${reason}`);
}

/** obs-7: a component that repeats the code of the whole is told apart by its words alone. */
function withOwnCodeOnce(observation: JsonObject): JsonObject {
  const own = codesOf(observation['code']);
  const components = objectsOf(observation['component']);
  if (!hasValue(observation) || components.length === 0) return observation;
  return {
    ...observation,
    component: components.map((component) => {
      const code = objectOf(component['code']) ?? {};
      if (!codesOf(code).some((coding) => own.includes(coding))) return component;
      return { ...component, code: withoutCoding(code) };
    }),
  };
}

function withoutCoding(code: JsonObject): JsonObject {
  const text = wordsOf(code);
  return text === undefined ? absent('unknown') : { text };
}

/** The IPS profiles take a dateTime or a Period: an instant is a dateTime, a Timing with one event is that event. */
function withEffective(observation: JsonObject): JsonObject {
  if (observation['effectiveDateTime'] !== undefined) return observation;
  if (observation['_effectiveDateTime'] !== undefined) return observation;
  if (observation['effectivePeriod'] !== undefined) return observation;
  const timing = objectOf(observation['effectiveTiming']);
  const events = listOf(timing?.['event']).flatMap((event) => textOf(event) ?? []);
  const bounds = objectOf(objectOf(timing?.['repeat'])?.['boundsPeriod']);
  const date =
    textOf(observation['effectiveInstant']) ?? (events.length === 1 ? events[0] : undefined);
  const rest = without(observation, 'effectiveInstant', 'effectiveTiming');
  if (date !== undefined) return { ...rest, effectiveDateTime: date };
  if (bounds !== undefined) return { ...rest, effectivePeriod: bounds };
  return { ...rest, _effectiveDateTime: absent('unknown') };
}

/** hasMemberOrComponent: the members of an imaging result that has parts of its own are named by its report. */
function withMembersOrComponents(observation: JsonObject): JsonObject {
  return observation['component'] === undefined ? observation : without(observation, 'hasMember');
}
