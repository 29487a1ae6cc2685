import { defined } from '../../../shared/base/defined.ts';
import type { FhirResource } from '../../../shared/fhir/resource.ts';
import { subjectsOf, type Subject } from '../../../shared/fhir/subject.ts';
import type { EntryCard } from '../../../shared/record/card.ts';
import type { AboutWhom } from '../api/record.ts';
import { entryByReference } from '../catalogue/resolve-reference.ts';
import { whyAside } from '../catalogue/set-aside.ts';
import type { VaultState } from '../catalogue/state.ts';
import { titleOf } from './entry-line.ts';
import { isNamed } from './person.ts';

/** Whom an entry names that stands apart, and whose record it is; nothing where it is part of the record. */
export function aboutWhom(
  state: VaultState,
  card: EntryCard,
  resource: FhirResource,
): AboutWhom | undefined {
  if (whyAside(state, card.key) === undefined) return undefined;
  const names = subjectsOf(resource).flatMap((subject) => nameOf(state, card, subject) ?? []);
  const here = state.person?.header;
  return defined({
    names: [...new Set(names)],
    here: here !== undefined && isNamed(here) ? here.name : undefined,
  });
}

/** What the entry calls somebody; else what the one is called to whom it points, or the number that it gives. */
function nameOf(
  state: VaultState,
  card: EntryCard,
  { display, reference, identifier }: Subject,
): string | undefined {
  if (display !== undefined) return display;
  const found = reference === undefined ? undefined : entryByReference(state, card, reference);
  return found === undefined ? identifier?.value : titleOf(state, found.card);
}
