import { useNavigation, type SettingsPage } from '../../program/navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { AboutPage } from './AboutPage.tsx';
import { BackupsPage } from './BackupsPage.tsx';
import { LeavingPage } from './LeavingPage.tsx';
import { LockingPage } from './LockingPage.tsx';
import { NamePage } from './NamePage.tsx';
import { ReadingPage } from './ReadingPage.tsx';
import { RecoveryKitPage } from './RecoveryKitPage.tsx';
import { WaysInPage } from './WaysInPage.tsx';
import { settingsOrder, settingsPages } from './settings-pages.ts';

/** The settings: a list of pages, or the page that was chosen. */
export function SettingsScreen({ page }: { readonly page: SettingsPage | undefined }) {
  switch (page) {
    case undefined:
      return <SettingsList />;
    case 'reading':
      return <ReadingPage />;
    case 'ways-in':
      return <WaysInPage />;
    case 'recovery-kit':
      return <RecoveryKitPage />;
    case 'locking':
      return <LockingPage />;
    case 'backups':
      return <BackupsPage />;
    case 'name':
      return <NamePage />;
    case 'leaving':
      return <LeavingPage />;
    case 'about':
      return <AboutPage />;
  }
}

function SettingsList() {
  const { go } = useNavigation();
  return (
    <Page title="Settings">
      <PageList
        pages={settingsOrder.map((page) => ({ id: page, ...settingsPages[page] }))}
        onChoose={(page) => {
          go({ screen: 'settings', page });
        }}
      />
    </Page>
  );
}
