import type { ErrorCode } from '../../../shared/base/error.ts';
import type { Access } from '../../../shared/ipc/access.ts';
import type { Source } from '../../../shared/record/source.ts';
import { wholeVault, type OpenVault } from '../open-vault/open-vault.ts';
import { runDownload, type DownloadSession } from './one-at-a-time.ts';
import { serverAccess } from '../sources/server-source.ts';
import { openVaultOf } from '../session.ts';

/** After the vault was opened: the first screen and what is behind it come first. */
export const firstRefreshMs = 8_000;
/** How often it is looked what is due. */
export const lookMs = 5 * 60_000;
/** A vault that was locked and opened again within a few minutes is not refreshed once more. */
const restMs = 5 * 60_000;
const hourMs = 60 * 60_000;

/** Until a person has looked at one of these, trying again changes nothing. */
const waitsForPerson: readonly ErrorCode[] = [
  'sign-in-expired',
  'sign-in-other-patient',
  'token-not-accepted',
  'download-other-person',
  'download-person-unknown',
  'server-certificate',
  'server-not-encrypted',
  'server-other-version',
  'vault-damaged',
];

/**
 * From now on the sources that the person wants fresh are downloaded by themselves: soon after opening, and whenever
 * their hours are over. One at a time, asking nothing; a fault is kept in the source.
 */
export function watchForRefresh(session: DownloadSession): void {
  const vault = openVaultOf(session);
  const later = (ms: number, look: () => Promise<void>): void => {
    session.download.cancelLook = session.environment.after(ms, () => {
      if (session.vault !== vault) return;
      void look().then(() => {
        if (session.vault === vault) later(lookMs, () => refreshDue(session, vault, hoursOver));
      });
    });
  };
  later(firstRefreshMs, () => refreshDue(session, vault, rested));
}

async function refreshDue(
  session: DownloadSession,
  vault: OpenVault,
  isTime: (source: Source, now: Date) => boolean,
): Promise<void> {
  const sources = [...vault.state.sources.values()];
  for (const { id } of sources) {
    // As it is by now: an earlier one may have taken long.
    const source = vault.state.sources.get(id);
    const now = session.environment.clock();
    if (session.vault !== vault || session.download.running !== undefined) return;
    if (source === undefined || !isWanted(source) || !isTime(source, now)) continue;
    try {
      await wholeVault(vault);
      if (!isUsable(await serverAccess(vault.secrets, id), now)) continue;
      const options = { acceptOtherPerson: false };
      await runDownload(session, id, { options, progress: () => undefined, byItself: true });
    } catch {
      // The source says why; the next look at it is for the next time.
    }
  }
}

function isWanted({ kind, refreshHours = 0, disconnectedAt, lastProblem }: Source): boolean {
  const waits = lastProblem !== undefined && waitsForPerson.includes(lastProblem);
  return kind === 'server' && refreshHours > 0 && disconnectedAt === undefined && !waits;
}

function rested(source: Source, now: Date): boolean {
  return isOver(source, Math.min(restMs, (source.refreshHours ?? 0) * hourMs), now);
}

function hoursOver(source: Source, now: Date): boolean {
  return isOver(source, (source.refreshHours ?? 0) * hourMs, now);
}

/** A last try in the future was made by a clock that was wrong. */
function isOver({ lastTriedAt }: Source, ms: number, now: Date): boolean {
  if (lastTriedAt === undefined) return true;
  const age = now.getTime() - Date.parse(lastTriedAt);
  return !(age >= 0 && age < ms);
}

/** Whether an access opens the server without a person. */
function isUsable(access: Access, now: Date): boolean {
  if (access.kind === 'open') return true;
  if (access.kind === 'token' && access.refreshToken !== undefined) return true;
  return access.expiresAt === undefined || Date.parse(access.expiresAt) > now.getTime();
}
