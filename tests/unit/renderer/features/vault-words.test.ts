import { describe, expect, it } from 'vitest';
import { mendingOrder, wholenessWords } from '../../../../renderer/program/backup-choice.ts';
import { missingWords, vaultNotices } from '../../../../renderer/features/record/vault-notices.ts';
import {
  mendedWords,
  rehearsalWords,
} from '../../../../renderer/features/settings/backup-words.ts';
import { lockMinutes, minutesWords } from '../../../../renderer/features/settings/lock-minutes.ts';
import { proofOf } from '../../../../renderer/features/settings/proof.ts';
import { wayInAbout, wayInName } from '../../../../renderer/features/settings/way-in-words.ts';
import type { BackupFile, BackupStatus, Rehearsal } from '../../../../renderer/vault/api/backup.ts';
import type { WayIn } from '../../../../renderer/vault/api/people.ts';
import type { Overview } from '../../../../renderer/vault/api/record.ts';
import { aSource } from '../builders.ts';

type Noticed = Parameters<typeof vaultNotices>[0];

const whole: Overview['missing'] = { entries: {}, attachments: 0, unknown: 0 };

function anOverview(changes: Partial<Noticed> = {}): Noticed {
  return {
    damaged: 0,
    missing: whole,
    recoveryConfirmed: true,
    sources: [aSource({})],
    ...changes,
  };
}

function backups(changes: Partial<BackupStatus> = {}): BackupStatus {
  const fileName = 'phr-backup-20260503T120000Z-0123abcd.age';
  const at = '2026-05-03T12:00:00Z';
  return {
    ready: true,
    files: [{ name: fileName, madeAt: at, bytes: 2048 }],
    last: { at, fileName, entries: 1204, documents: 12, missing: 0 },
    due: false,
    running: false,
    ...changes,
  };
}

function kinds(overview: Noticed, status: BackupStatus | undefined): string[] {
  return vaultNotices(overview, status).map(({ kind }) => kind);
}

function aRehearsal(changes: Partial<Rehearsal>): Rehearsal {
  return {
    madeAt: '2026-05-03T12:00:00Z',
    fileName: 'phr-backup-20260503T120000Z-0123abcd.age',
    entries: 1204,
    documents: 12,
    missing: 0,
    notInBackup: 0,
    ...changes,
  };
}

describe('what the first screen says about the record’s own safety', () => {
  it('is nothing where all is well, and nothing before the vault has looked', () => {
    expect(kinds(anOverview(), backups())).toEqual([]);
    expect(kinds(anOverview(), undefined)).toEqual([]);
  });

  it('puts damage first, and names what is missing and the backup to mend from', () => {
    const missing = { entries: { results: 3, medicines: 1 }, attachments: 1, unknown: 2 };
    const [first] = vaultNotices(anOverview({ damaged: 7, missing }), backups());
    expect(first).toEqual({
      kind: 'damaged',
      what: '1 medicine, 3 test results, 1 attached document and 2 parts of which nothing more is known',
      backup: { madeOn: '3 May 2026' },
    });
  });

  it('names no backup where there is none', () => {
    const missing = { ...whole, unknown: 1 };
    const [first] = vaultNotices(anOverview({ damaged: 1, missing }), backups({ files: [] }));
    expect(first).toEqual({ kind: 'damaged', what: missingWords(missing), backup: 'none' });
    // Before the vault has looked, nobody can say that there is none.
    const [early] = vaultNotices(anOverview({ damaged: 1, missing }), undefined);
    expect(early).toMatchObject({ backup: 'looking' });
  });

  it('mends from the newest whole backup, though a damaged one was made after it', () => {
    const file = (day: string, marks: Partial<BackupFile>): BackupFile => ({
      name: day,
      madeAt: `2026-05-${day}T12:00:00Z`,
      bytes: 2048,
      ...marks,
    });
    const damaged = file('05', { whole: false, missing: 2 });
    const files = [damaged, file('04', { whole: true, missing: 0 }), file('03', {})];
    const [first] = vaultNotices(anOverview({ damaged: 2 }), backups({ files }));
    expect(first).toMatchObject({ backup: { madeOn: '4 May 2026' } });
    expect(mendingOrder(files).map(({ name }) => name)).toEqual(['04', '05', '03']);
    const unknown = mendingOrder([damaged, file('04', {}), file('03', {})]);
    expect(unknown.map(({ name }) => name)).toEqual(['04', '05', '03']);
    expect(mendingOrder([damaged])).toEqual([damaged]);
    expect(files.map(wholenessWords)).toEqual([
      'Lacks 2 parts',
      'Whole',
      'Not known if it is whole',
    ]);
  });

  it('says besides damage only the most important thing', () => {
    const failure = { at: '2026-05-04T12:00:00Z', code: 'backup-folder-missing' } as const;
    const status = backups({ lastFailure: failure });
    const overview = anOverview({ damaged: 1, recoveryConfirmed: false });
    expect(kinds(overview, status)).toEqual(['damaged', 'recovery-unconfirmed']);
    expect(vaultNotices(anOverview(), status)).toEqual([
      { kind: 'backup-failed', code: 'backup-folder-missing', lastWorked: '3 May 2026' },
    ]);
  });

  it('says that a folder cannot be looked into, and that backups have not begun', () => {
    expect(kinds(anOverview(), backups({ folderFault: 'backup-folder-missing' }))).toEqual([
      'backup-failed',
    ]);
    expect(kinds(anOverview(), backups({ ready: false }))).toEqual(['backups-not-begun']);
  });

  it('does not speak of backups while there is nothing to back up', () => {
    expect(kinds(anOverview({ sources: [] }), backups({ ready: false }))).toEqual([]);
  });
});

describe('the words of a rehearsal', () => {
  it('call a backup complete only when nothing is missing in it', () => {
    expect(rehearsalWords(aRehearsal({}))).toEqual({
      complete: true,
      title: 'Everything in your record is in this backup',
      more: ['It opens with your code. It holds 1,204 entries and 12 documents.'],
    });
    expect(rehearsalWords(aRehearsal({ missing: 1 })).complete).toBe(false);
    expect(rehearsalWords(aRehearsal({ notInBackup: 1 })).complete).toBe(false);
  });

  it('leave out documents where there are none', () => {
    expect(rehearsalWords(aRehearsal({ documents: 0, entries: 1 })).more).toEqual([
      'It opens with your code. It holds 1 entry.',
    ]);
  });

  it('count what is not in it, and what was damaged when it was made', () => {
    const found = rehearsalWords(aRehearsal({ notInBackup: 3, missing: 2 }));
    expect(found.title).toBe('3 entries of your record are not in this backup');
    expect(found.more.join(' ')).toContain('2 parts of your record could not be opened');
    expect(found.more.join(' ')).not.toContain('Most likely they came later');
  });
});

describe('the words after mending', () => {
  it('say that the record is whole only when nothing is damaged any more', () => {
    const mended = { entries: 3, documents: 1, others: 0, stillDamaged: 0 };
    expect(mendedWords(mended)).toEqual({
      complete: true,
      title: 'Your record is whole again',
      more: ['3 entries and 1 document came back.'],
    });
    expect(mendedWords({ ...mended, stillDamaged: 1 })).toMatchObject({
      complete: false,
      title: '1 part is still missing',
    });
  });

  it('do not claim that something came back when nothing did', () => {
    const nothing = { entries: 0, documents: 0, others: 0, stillDamaged: 2 };
    expect(mendedWords(nothing).more.join(' ')).not.toContain('came back');
  });
});

describe('the words of the settings', () => {
  it('offer the minutes that are set among the usual ones', () => {
    expect(lockMinutes(5)).toEqual([1, 5, 10, 30, 60]);
    expect(lockMinutes(20)).toEqual([1, 5, 10, 20, 30, 60]);
    expect([1, 30, 60].map(minutesWords)).toEqual(['1 minute', '30 minutes', '1 hour']);
  });

  it('keep the spaces of a passphrase, and take an empty one for none', () => {
    expect(proofOf({ kind: 'passphrase', typed: ' a b ' })).toEqual({
      kind: 'passphrase',
      passphrase: ' a b ',
    });
    expect(proofOf({ kind: 'recovery', typed: ' ' })).toBeUndefined();
  });

  it('name whose passphrase it is, and why one stays', () => {
    const way: WayIn = { id: '1', kind: 'passphrase', openedNow: true, removable: false };
    expect(wayInName({ ...way, label: 'my daughter' })).toBe('Passphrase for my daughter');
    expect(wayInAbout({ ...way, whyNot: 'last-way' })).toMatch(/^It cannot be removed/);
  });
});
