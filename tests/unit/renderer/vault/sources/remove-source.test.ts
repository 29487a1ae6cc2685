import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceId } from '../../../../../shared/record/card.ts';
import { backupIdentityOf } from '../../../../../renderer/vault/backup/identity.ts';
import { filePieces } from '../../../../../renderer/vault/backup/main-files.ts';
import { mend } from '../../../../../renderer/vault/backup/mend.ts';
import { readBackup } from '../../../../../renderer/vault/backup/read.ts';
import { renewCatalogue } from '../../../../../renderer/vault/record/catalogue-care.ts';
import { readRecoveryCode } from '../../../../../renderer/vault/slots/mistyped-group.ts';
import type { OpenVault } from '../../../../../renderer/vault/open-vault/open-vault.ts';
import { keepSecret } from '../../../../../renderer/vault/open-vault/secrets.ts';
import { overviewOf, recordView } from '../../../../../renderer/vault/record/record-view.ts';
import { removeSource } from '../../../../../renderer/vault/sources/remove-source.ts';
import { accessSecret } from '../../../../../renderer/vault/sources/server-source.ts';
import {
  addAttachment,
  backedUp,
  backupMain,
  nestedZip,
  chosenBackup,
} from '../backup/builders.ts';
import type { BackupMain } from '../backup/builders.ts';
import {
  aBundle,
  aCondition,
  aFile,
  anAllergy,
  aPatient,
  aVault,
  linesIn,
  reopened,
  take,
  type TestVault,
} from '../builders.ts';

const clock = () => new Date('2026-11-23T10:00:00Z');
const firstFile = () =>
  aFile(
    aBundle([
      aPatient({ name: [{ text: 'Margaret Hale' }] }),
      aCondition('c1', 'Asthma'),
      aCondition('c2', 'Gout'),
    ]),
  );

let made: TestVault;
let first: SourceId;
let second: SourceId;

async function taken(file = firstFile()): Promise<SourceId> {
  const answer = await take(made.vault, file);
  if (answer.kind !== 'stored') throw new Error('held');
  return answer.source.id;
}

/** Two sources about one person: the first, with a document and an access, is to go. */
beforeEach(async () => {
  made = await aVault();
  first = await taken();
  await addAttachment(made.vault, 'https://example.org/Binary/1', nestedZip);
  await keepSecret(made.vault.secrets, accessSecret(first), { kind: 'open' });
  const other = aPatient({ id: 'other', name: [{ text: 'Mrs Margaret Hale' }] });
  const allergy = anAllergy('a1', 'Penicillin', { patient: { reference: 'Patient/other' } });
  second = await taken(aFile(aBundle([other, allergy])));
});

async function seenIn(vault: OpenVault) {
  const { sources, person, damaged, counts } = overviewOf(vault, recordView(vault, undefined));
  return {
    titles: (await linesIn(vault)).map(({ title }) => title).sort(),
    sources: sources.map(({ id }) => id),
    person: person?.name,
    problems: counts.problems,
    attachments: vault.state.attachments.size,
    damaged,
  };
}

/** What is left when only the second source counts. */
const onlySecond = () => ({
  titles: ['Mrs Margaret Hale', 'Penicillin'],
  sources: [second],
  person: 'Mrs Margaret Hale',
  problems: 0,
  attachments: 0,
  damaged: 0,
});

describe('taking a source out of the record', () => {
  it('leaves what the others say and nothing of it, also after a new start', async () => {
    expect(await seenIn(made.vault)).toMatchObject({ problems: 2, person: 'Margaret Hale' });
    const secrets = made.rows.secrets.size;
    await removeSource(made.vault, first, clock);
    expect(await seenIn(made.vault)).toEqual(onlySecond());
    expect(await seenIn(await reopened(made))).toEqual(onlySecond());
    expect(made.rows.segments.size).toBe(1);
    expect(made.rows.secrets.size).toBe(secrets - 1);
  });

  it('says the same from a catalogue that was written before, and from one written after', async () => {
    await renewCatalogue(made.vault);
    await removeSource(made.vault, first, clock);
    expect(await seenIn(await reopened(made))).toEqual(onlySecond());
    await renewCatalogue(made.vault);
    expect(await seenIn(await reopened(made))).toEqual(onlySecond());
  });

  it('is finished at the next opening where it was interrupted', async () => {
    const { store } = made.vault;
    const interrupted: OpenVault = {
      ...made.vault,
      store: {
        ...store,
        write: (rows) =>
          rows.removed?.segments === undefined
            ? store.write(rows)
            : Promise.reject(new Error('the power is gone')),
      },
    };
    await expect(removeSource(interrupted, first, clock)).rejects.toThrow('the power is gone');
    expect(made.rows.segments.size).toBe(3);
    expect(await seenIn(await reopened(made))).toEqual(onlySecond());
    expect(made.rows.segments.size).toBe(1);
  });

  it('leaves a record that nobody is named in where it was the only source', async () => {
    await removeSource(made.vault, second, clock);
    await removeSource(made.vault, first, clock);
    expect(await seenIn(await reopened(made))).toMatchObject({
      titles: [],
      sources: [],
      person: undefined,
    });
    expect(made.rows.segments.size).toBe(0);
  });

  it('can be undone by adding the same file once more', async () => {
    await removeSource(made.vault, first, clock);
    await renewCatalogue(made.vault);
    expect(await taken()).toBe(first);
    for (const vault of [made.vault, await reopened(made)]) {
      expect(await seenIn(vault)).toMatchObject({ problems: 2, damaged: 0 });
    }
  });
});

describe('backups and a source that was taken out', () => {
  let main: BackupMain;
  beforeEach(async () => {
    main = await backupMain();
  });
  afterEach(() => main.remove());

  async function opened(name: string) {
    const { handle } = await chosenBackup(main, path.join(main.folder, name));
    const identity = await backupIdentityOf(await readRecoveryCode(made.recoveryCode));
    return { open: () => filePieces(main.main, handle), identity };
  }

  async function textOf(name: string): Promise<string> {
    const { open, identity } = await opened(name);
    const parts: string[] = [];
    const told = { cipher: open(), identity: identity.identity };
    const manifest = await readBackup(told, {
      text: (_file, _line, bytes) => void parts.push(new TextDecoder().decode(bytes)),
      document: (file) => void parts.push(file),
      event: (event) => void parts.push(JSON.stringify(event)),
    });
    return [...parts, JSON.stringify(manifest)].join('\n');
  }

  it('are made without it, and miss nothing', async () => {
    expect(await textOf(await backedUp(made.vault, main))).toContain('Asthma');
    await removeSource(made.vault, first, clock);
    const text = await textOf(await backedUp(made.vault, main, clock()));
    expect(text).toContain('Penicillin');
    expect(text).not.toContain('Asthma');
    expect(text).not.toContain('documents/');
    expect(text).toContain('"missing":{"texts":0,"documents":0,"logRows":0}');
  });

  it('do not bring it back when something else is mended', async () => {
    const name = await backedUp(made.vault, main);
    await removeSource(made.vault, first, clock);
    made.rows.segments.clear();
    const vault = await reopened(made);
    const found = await mend(vault, await opened(name));
    expect(found).toMatchObject({ entries: 2, documents: 0, others: 0, stillDamaged: 0 });
    expect(await seenIn(await reopened(made))).toEqual(onlySecond());
  });
});
