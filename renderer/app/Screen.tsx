import { ConnectScreen } from '../features/connect/ConnectScreen.tsx';
import { EntryScreen } from '../features/record/EntryScreen.tsx';
import { OverviewScreen } from '../features/record/OverviewScreen.tsx';
import { RecordScreen } from '../features/record/RecordScreen.tsx';
import { RequestScreen } from '../features/request/RequestScreen.tsx';
import { MendScreen } from '../features/settings/MendScreen.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';
import { CheckScreen } from '../features/share/CheckScreen.tsx';
import { ShareLogScreen } from '../features/share/ShareLogScreen.tsx';
import { ShareScreen } from '../features/share/ShareScreen.tsx';
import { SourceScreen } from '../features/sources/SourceScreen.tsx';
import { SummaryScreen } from '../features/summary/SummaryScreen.tsx';
import { type Route, useNavigation } from '../program/navigation.ts';
import { Page } from '../ui/Page.tsx';
import { ConfirmRecoveryForm } from './gate/ConfirmRecoveryForm.tsx';

/** The screen of a route. */
export function Screen({ route }: { readonly route: Route }) {
  switch (route.screen) {
    case 'overview':
      return <OverviewScreen />;
    case 'record':
      return <RecordScreen category={route.category} only={route.only} />;
    case 'entry':
      return <EntryScreen entryKey={route.key} back={route.back} />;
    case 'add':
      return <ConnectScreen have={route.have} again={route.again} dropped={route.dropped ?? []} />;
    case 'source':
      return <SourceScreen id={route.id} back={route.back} />;
    case 'request':
      return <RequestScreen to={route.to} />;
    case 'summary':
      return <SummaryScreen choices={route.choices} />;
    case 'share':
      return <ShareScreen summary={route.summary} />;
    case 'share-log':
      return <ShareLogScreen />;
    case 'check':
      return <CheckScreen />;
    case 'settings':
      return <SettingsScreen page={route.page} />;
    case 'mend':
      return <MendScreen />;
    case 'recovery':
      return <RecoveryScreen />;
  }
}

/** The recovery code typed back later, from the reminder. */
function RecoveryScreen() {
  const { go } = useNavigation();
  const home = () => {
    go({ screen: 'overview' });
  };
  return (
    <Page title="Check your recovery code" narrow>
      <p className="phr-lede">Type it from your paper, so that we both know the paper is right.</p>
      <ConfirmRecoveryForm onConfirmed={home} onLater={home} laterWords="Not now" />
    </Page>
  );
}
