import { slotsWithIds } from './0002-slots-with-ids.ts';

type Json = Readonly<Record<string, unknown>>;

/** What brings a header from one format to the next, by the format that it starts from. Each works on the stored form alone. */
const migrations: readonly { readonly from: number; readonly migrate: (stored: Json) => Json }[] = [
  { from: 1, migrate: slotsWithIds },
];

/** A stored header in the newest form; one that is in it already, or in none that is known, comes back as it was. */
export function migrateHeader(stored: Json): Json {
  return migrations.reduce(
    (header, { from, migrate }) => (header['formatVersion'] === from ? migrate(header) : header),
    stored,
  );
}
