import type { SourceId } from '../../../shared/record/card.ts';
import type { Source } from '../../../shared/record/source.ts';

/** A source as the screens are given it: complete, of a hospital. */
export function aSource(changes: Partial<Source>): Source {
  return {
    id: 's1' as SourceId, // a source of this test's own record
    kind: 'server',
    name: 'Northgate Hospital',
    addedAt: '2026-05-01T10:00:00Z',
    lastSuccessAt: '2026-05-03T12:00:00Z',
    state: 'complete',
    received: {},
    stored: {},
    skipped: [],
    warnings: [],
    ...changes,
  };
}
