import { AppError } from '../../../shared/base/error.ts';
import { stringifyFhirJson } from '../../../shared/fhir/json.ts';
import type { SourceId } from '../../../shared/record/card.ts';
import { isCalendarDate } from '../../../shared/share/share-terms.ts';
import { english } from '../../../shared/words/english.ts';
import { composeSummary } from '../../../shared/summary/compose-summary.ts';
import type { Ledger } from '../../../shared/summary/ledger.ts';
import type { SectionSelection } from '../../../shared/summary/select-entries.ts';
import type { ChosenSection, SummarySource } from '../../../shared/summary/summary-input.ts';
import type { SummaryChoices } from '../api/share.ts';
import { entryAt } from '../record/entry-detail.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import {
  lookupIn,
  openWithReferences,
  resourceIn,
  type OpenedResources,
} from '../record/open-resources.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { ledgerNow, wholeCard } from './record-ledger.ts';

export type ComposeTerms = {
  readonly choices: SummaryChoices;
  readonly now: Date;
  readonly software: { readonly name: string; readonly version: string };
};

/**
 * The IPS document of the person's choices, unsigned, decimals to the letter.
 * @throws summary-no-patient where the record names nobody
 * @throws message-invalid where the end date is none
 * @throws vault-damaged where an entry that it needs does not open
 */
export async function composeDocument(vault: OpenVault, terms: ComposeTerms): Promise<string> {
  const { choices, now, software } = terms;
  if (!isCalendarDate(choices.until)) throw new AppError('message-invalid', { where: 'until' });
  const { person, sources } = vault.state;
  if (person === undefined) throw new AppError('summary-no-patient');
  const { sections, places } = ledgerNow(vault, now, choices);
  const chosen = sections.flatMap(({ keys }) => keys);
  const opened = await openWithReferences(
    vault,
    [person.key, ...chosen].map((key) => entryAt(vault, key)),
  );
  const bundle = composeSummary({
    patient: resourceIn(opened, person.key),
    patientSourceId: entryAt(vault, person.key).card.sourceId,
    sections: sections.map((selection) => chosenSection(vault, selection, { places, opened })),
    lookup: lookupIn(vault, opened),
    isLeftOut: (sourceId, reference) => {
      const key = entryByReference(vault.state, { sourceId }, reference)?.card.key;
      return key !== undefined && places.get(key)?.in === 'choice';
    },
    sources: new Map([...sources].map(([id, source]) => [id, summarySource(source)])),
    now,
    until: choices.until,
    newUuid: () => crypto.randomUUID(),
    software,
    words: english,
  });
  return stringifyFhirJson(bundle);
}

function chosenSection(
  vault: OpenVault,
  selection: SectionSelection,
  choice: { readonly places: Ledger['places']; readonly opened: OpenedResources },
): ChosenSection {
  const { section, keys, left } = selection;
  const leftOut = [...choice.places.values()].filter(
    (place) => place.in === 'choice' && place.section === section,
  );
  return {
    section,
    left,
    leftOutByPatient: leftOut.length,
    entries: keys.map((key) => {
      const card = wholeCard(vault, entryAt(vault, key).card);
      return { key, card, resource: resourceIn(choice.opened, key), sourceId: card.sourceId };
    }),
  };
}

function summarySource(source: {
  readonly id: SourceId;
  readonly name: string;
  readonly addedAt: string;
  readonly lastSuccessAt?: string;
}): SummarySource {
  return { name: source.name, fetchedAt: source.lastSuccessAt ?? source.addedAt };
}
