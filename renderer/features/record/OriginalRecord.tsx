import { Disclosure } from '../../ui/Disclosure.tsx';
import type { EntryDetail, OriginalForm } from '../../vault/api/record.ts';

/** What the source wrote, to the letter; and what was made of it, where it speaks another language than this program. */
export function OriginalRecord({ detail }: { readonly detail: EntryDetail }) {
  const { original, originalForm, made } = detail;
  return (
    <Disclosure summary="Details: the original record">
      <p className="phr-small">{originalWords(originalForm)}</p>
      <Letters words="Original record in FHIR" text={original} />
      {made !== undefined && (
        <>
          <p className="phr-small">
            This program reads FHIR R4. What it made of the original, and shows on this page:
          </p>
          <Letters words="The same in FHIR R4" text={made} />
        </>
      )}
    </Disclosure>
  );
}

function Letters({ words, text }: { readonly words: string; readonly text: string }) {
  return (
    <pre className="phr-original" tabIndex={0} role="region" aria-label={words}>
      {text}
    </pre>
  );
}

const names: Readonly<Record<OriginalForm['version'], string>> = {
  R4: 'in the FHIR format that health services use between themselves',
  STU3: 'in FHIR STU3, an older form of what health services use between themselves',
  R5: 'in FHIR R5, a newer form of what health services use between themselves',
  DSTU2: 'in FHIR DSTU2, an old form of what health services use between themselves',
  'C-CDA': 'as a part of a clinical document (C-CDA)',
};

function originalWords({ version, format }: OriginalForm): string {
  const written = format === 'xml' && version !== 'C-CDA' ? ', written in XML' : '';
  return `Exactly as the source sent it, ${names[version]}${written}.`;
}
