import { defined } from '../../../shared/base/defined.ts';
import { resultOf } from '../../../shared/base/result.ts';
import type { Important, Overview, OverviewCalls, Whose } from '../api/record.ts';
import { describeAnew, isDescribedEarlier } from '../record/describe-anew.ts';
import { checkedVault, isCatalogueBehind, renewCatalogue } from '../record/catalogue-care.ts';
import { isNamed } from '../record/person.ts';
import { spareFilled } from '../record/spare-care.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { overviewOf, overviewWith, searchIndex, viewOf } from '../record/record-view.ts';
import { openVaultOf } from '../session.ts';
import { importantNow } from '../share/important.ts';
import { lookedOverVault } from '../sources/look-over.ts';
import type { VaultSession } from './vault-session.ts';

/** The calls of the first screen, which wait for no entry. */
export function overviewCalls(session: VaultSession): OverviewCalls {
  return {
    whose: () => resultOf(() => whoseRecord(openVaultOf(session))),
    overview: () => resultOf(() => overview(session)),
    checked: () =>
      resultOf(async () => {
        const vault = openVaultOf(session);
        await checkedVault(vault);
        // The record is read also where that cannot be written, as on a full disk; no summary is made before it is.
        await lookedOverVault(vault).catch(() => undefined);
        return null;
      }),
    important: () => resultOf(() => important(session)),
  };
}

/** What the person may look for next comes before it. */
async function important(session: VaultSession): Promise<Important | null> {
  const vault = openVaultOf(session);
  await lookedOverVault(vault);
  await checkedVault(vault);
  await searchIndex(vault, viewOf(session));
  return (await importantNow(vault, session.environment.clock())) ?? null;
}

function whoseRecord({ state, header }: OpenVault): Whose {
  const person = state.person?.header;
  const name = person !== undefined && isNamed(person) ? person.name : undefined;
  return defined({ name, nickname: header.nickname });
}

function overview(session: VaultSession): Overview {
  const vault = openVaultOf(session);
  if (session.download.running === undefined) void behindTheFirstScreen(session, vault);
  return vault.catalogue.front === undefined
    ? overviewOf(vault, viewOf(session))
    : overviewWith(vault, vault.catalogue.front);
}

/**
 * The entries are opened, everything is checked, the search is made ready, and what an earlier program described is
 * described anew. Whoever needs it sooner waits for it.
 */
async function behindTheFirstScreen(session: VaultSession, vault: OpenVault): Promise<void> {
  try {
    await checkedVault(vault);
    await lookedOverVault(vault).catch(() => undefined);
    if (session.vault !== vault) return;
    await searchIndex(vault, viewOf(session));
    if (isCatalogueBehind(vault)) await renewCatalogue(vault);
    // Where it fails, the next opening fills it.
    await spareFilled(vault).catch(() => undefined);
    if (session.vault !== vault || !isDescribedEarlier(vault)) return;
    await describeAnew(vault);
    if (session.vault === vault) await searchIndex(vault, viewOf(session));
  } catch {
    // Whoever asks for an entry gets the error; a catalogue that was not renewed costs only time.
  }
}
