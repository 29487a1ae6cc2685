import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Page } from '../../ui/Page.tsx';

/** The person is signing in, in the web browser. */
export function WaitingForSignIn({
  name,
  onCancel,
}: {
  readonly name: string;
  readonly onCancel: () => void;
}) {
  return (
    <Page title="Sign in, in your web browser">
      <p className="phr-lede">Your web browser has opened a page of {name}.</p>
      <ol className="nhsuk-list nhsuk-list--number">
        <li>Sign in there as you always do.</li>
        <li>Allow Patient-Held Record to read your record.</li>
        <li>Come back to this window. It goes on by itself.</li>
      </ol>
      <div className="phr-actions">
        <Button kind="secondary" onClick={onCancel}>
          Cancel
        </Button>
      </div>
      <Disclosure summary="The page shows a fault instead of a sign-in">
        <p>
          Some services only let in programs that they know, and only send people back to an address
          that they know. Cancel, open “Advanced”, and fill in what the service gave you. If it gave
          you nothing, ask it for a client ID for Patient-Held Record.
        </p>
      </Disclosure>
      <p className="phr-small phr-quiet" role="status">
        Waiting for your sign-in, for up to five minutes.
      </p>
    </Page>
  );
}
