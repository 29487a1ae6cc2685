import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What is mutated: resources, as parsed JSON, and whole documents in XML. */
export type Seeds = {
  readonly resources: readonly Json[];
  readonly xml: readonly string[];
};

export type Json = { readonly [member: string]: unknown };

const own = path.join(import.meta.dirname, '../fixtures/uk-patient');
const shared = path.join(import.meta.dirname, '../../../shared/data/records');
/** Some of each, so that a run begins soon: older versions, two kinds of XML, what surgeries export. */
const chosen =
  /^(?:uk-|synthea-(?:stu3|dstu2)|smart-dstu2|ips-r4|shift|dstu2|ccda|ukcore-r4-examples\/UKCore-[A-F])/;
const largest = 700_000;

const ownXml = [
  '<Bundle xmlns="http://hl7.org/fhir"><entry><fullUrl value="urn:uuid:1"/><resource><MedicationOrder><text><status value="generated"/><div xmlns="http://www.w3.org/1999/xhtml">a &amp; <b>b</b></div></text><patient><reference value="Patient/1"/></patient><dosageInstruction><doseQuantity><value value="1.50"/></doseQuantity></dosageInstruction></MedicationOrder></resource></entry></Bundle>',
  '<ClinicalDocument xmlns="urn:hl7-org:v3"><title>Letter</title><recordTarget><patientRole><patient><name><given>Margaret</given><family>Hale</family></name></patient></patientRole></recordTarget><component><structuredBody><component><section><templateId root="2.16.840.1.113883.10.20.22.2.6.1"/><title>Allergies</title><text>Latex</text><entry><act classCode="ACT" moodCode="EVN"/></entry></section></component></structuredBody></component></ClinicalDocument>',
];

/** The project's own invented patient and, where it is present, what lies beside the project. */
export function readSeeds(): Seeds {
  const files = [
    ...filesUnder(own, /\.json$/),
    ...(existsSync(shared) ? filesUnder(shared, /\.(?:json|xml)(?:\.gz)?$/i) : []),
  ].filter((file) => file.startsWith(own) || chosen.test(path.relative(shared, file)));
  const texts = files.map(textOf).filter((text) => text.length < largest);
  return {
    resources: texts.filter((text) => !text.trimStart().startsWith('<')).flatMap(resourcesIn),
    xml: [...ownXml, ...texts.filter((text) => text.trimStart().startsWith('<'))],
  };
}

function filesUnder(folder: string, name: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file))
    .sort()
    .map((file) => path.join(folder, file));
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (/\.gz$/i.test(file) ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

function resourcesIn(text: string): Json[] {
  const { entry, ...rest } = JSON.parse(text) as Json & { entry?: { resource?: Json }[] }; // files of FHIR
  if (rest['resourceType'] !== 'Bundle') return [rest];
  return (entry ?? []).flatMap(({ resource }) => (resource === undefined ? [] : [resource]));
}
