import type { SourceId } from '../../../shared/record/card.ts';

/** A source that is there already. */
export type KnownSource = { readonly id: SourceId; readonly name: string };
