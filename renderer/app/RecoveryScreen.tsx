import { Page } from '../ui/Page.tsx';
import { ConfirmRecoveryForm } from './gate/ConfirmRecoveryForm.tsx';
import { useNavigation } from '../program/navigation.ts';

/** The recovery code typed back later, from the reminder. */
export function RecoveryScreen() {
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
