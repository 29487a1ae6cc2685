import { resultOf, valueOf } from '../../../shared/base/result.ts';
import { makeQrReader } from '../../../shared/share/qr-reader.ts';
import type { Verdict } from '../../../shared/share/verdict.ts';
import { verifyShare } from '../../../shared/share/verify-share.ts';
import type { NotInPage, NotInQuery, ShareCalls, SummaryChoices } from '../api/share.ts';
import { textCardOf } from '../share/text-card.ts';
import { keepChoices, keptChoices } from '../share/kept-choices.ts';
import { composeDocument } from '../share/compose.ts';
import { checkedVault } from '../record/catalogue-care.ts';
import { foundBy, viewOf } from '../record/record-view.ts';
import { mainOf, openVaultOf } from '../session.ts';
import { lookedOverVault } from '../sources/look-over.ts';
import type { VaultSession } from './vault-session.ts';
import { recordShare, shareLog } from '../share/share-log.ts';
import { signedBundle, signedPdf } from '../share/sign.ts';
import { notInSummary } from '../share/not-in-summary.ts';
import { summaryDraft } from '../share/summary-draft.ts';

/** The calls that make a summary, sign it, and check one. */
export function shareCalls(session: VaultSession): ShareCalls {
  const { clock, wasm } = session.environment;
  return {
    summaryDraft: () =>
      resultOf(async () => {
        // What an earlier program took in of others is told from the person's own before.
        await lookedOverVault(openVaultOf(session));
        // Before anything is chosen it is said what of the record is missing.
        await checkedVault(openVaultOf(session));
        return summaryDraft(openVaultOf(session), clock());
      }),
    notInSummary: (query) => resultOf(() => notIn(session, query)),
    composeSummary: (choices) => resultOf(() => compose(session, choices)),
    signedBundle: (bundleText) =>
      resultOf(() => signedBundle(openVaultOf(session).secrets, bundleText)),
    signedPdf: (printed, bundleText) =>
      resultOf(() =>
        signedPdf(openVaultOf(session).secrets, printed, { bundleText, now: clock() }),
      ),
    textCard: (bundleText, withPrivate) =>
      resultOf(() =>
        textCardOf(openVaultOf(session).secrets, { bundleText, withPrivate }, wasm.qrWriter),
      ),
    recordShare: (share) =>
      resultOf(async () => {
        await recordShare(openVaultOf(session), share, clock);
        await keepChoices(openVaultOf(session), undefined).catch(() => undefined);
        return null;
      }),
    keptChoices: () => resultOf(() => keptChoices(openVaultOf(session))),
    keepChoices: (choices) =>
      resultOf(async () => {
        await keepChoices(openVaultOf(session), choices);
        return null;
      }),
    shareLog: () => resultOf(() => shareLog(openVaultOf(session))),
    verify: (bytes) => resultOf(() => verify(session, bytes)),
  };
}

async function notIn(session: VaultSession, query: NotInQuery): Promise<NotInPage> {
  const vault = openVaultOf(session);
  const { limit, search = '' } = query;
  const words = search.trim();
  if (words === '') return notInSummary(vault, { limit }, session.environment.clock());
  const isFound = await foundBy(vault, viewOf(session), words);
  return notInSummary(vault, { limit, isFound }, session.environment.clock());
}

async function compose(
  session: VaultSession,
  choices: SummaryChoices,
): Promise<{ readonly bundleText: string }> {
  const about = valueOf(await mainOf(session)('app:about', {}));
  const software = { name: 'Patient-Held Record', version: about.version };
  const terms = { choices, now: session.environment.clock(), software };
  await lookedOverVault(openVaultOf(session));
  await checkedVault(openVaultOf(session));
  return { bundleText: await composeDocument(openVaultOf(session), terms) };
}

/** Checking needs no key of ours, so it works on a locked vault too. */
function verify(session: VaultSession, bytes: Uint8Array<ArrayBuffer>): Promise<Verdict> {
  const { clock, wasm } = session.environment;
  return verifyShare(bytes, {
    now: clock(),
    readQr: async (picture) => (await makeQrReader(await wasm.qrReader()))(picture),
  });
}
