import { resultOf } from '../../../shared/base/result.ts';
import type { Overview, OverviewCalls } from '../api/record.ts';
import { checkedVault, isCatalogueBehind, renewCatalogue } from '../record/catalogue-care.ts';
import type { OpenVault } from '../open-vault/open-vault.ts';
import { overviewOf, overviewWith, searchIndex } from '../record/record-view.ts';
import { lookedOverVault } from '../sources/look-over.ts';
import { openVaultOf, viewOf, type Session } from '../session.ts';

/** The calls of the first screen, which wait for no entry. */
export function overviewCalls(session: Session): OverviewCalls {
  return {
    overview: () => resultOf(() => overview(session)),
    checked: () =>
      resultOf(async () => {
        await checkedVault(openVaultOf(session));
        await lookedOverVault(openVaultOf(session));
        return null;
      }),
  };
}

function overview(session: Session): Overview {
  const vault = openVaultOf(session);
  if (session.download === undefined) void behindTheFirstScreen(session, vault);
  return vault.front === undefined
    ? overviewOf(vault, viewOf(session))
    : overviewWith(vault, vault.front);
}

/** The entries are opened, everything is checked, and the search is made ready. Whoever needs it sooner waits for it. */
async function behindTheFirstScreen(session: Session, vault: OpenVault): Promise<void> {
  try {
    await checkedVault(vault);
    await lookedOverVault(vault);
    if (session.vault !== vault) return;
    await searchIndex(vault, viewOf(session));
    if (isCatalogueBehind(vault)) await renewCatalogue(vault);
  } catch {
    // Whoever asks for an entry gets the error; a catalogue that was not renewed costs only time.
  }
}
