import type { Discovery } from '../../../shared/ipc/provider.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { SignInSettings } from '../../vault/api/sources.ts';
import { AdvancedSignIn } from './AdvancedSignIn.tsx';
import { TokenForm, type PastedToken } from './TokenForm.tsx';

type SmartSignInProps = {
  readonly server: Discovery;
  /** With what was typed under "Advanced"; without it, as the last time. */
  readonly onSignIn: (settings?: SignInSettings) => void;
  readonly onToken: (token: PastedToken) => void;
};

/** A service that one signs in to in the web browser. */
export function SmartSignIn({ server, onSignIn, onToken }: SmartSignInProps) {
  const { name, registration, needsSecret, fhirBaseUrl } = server;
  return (
    <>
      <p className="phr-body">
        Your web browser will open, and {name} will ask you to sign in. Your password goes to them
        and never to this program.
      </p>
      {registration === 'by-hand' && (
        <Notice tone="information" title="This service registers programs by hand">
          <p>
            {needsSecret
              ? 'It wants a client ID and a secret. If it gave you both, open “Advanced” and type them there.'
              : 'If it gave you a client ID for this program, open “Advanced” and type it there. If not, you can try to sign in all the same.'}
          </p>
        </Notice>
      )}
      <div className="phr-actions">
        <Button
          onClick={() => {
            onSignIn();
          }}
        >
          Sign in
        </Button>
      </div>
      <Disclosure summary="Advanced">
        <AdvancedSignIn key={fhirBaseUrl} fhirBaseUrl={fhirBaseUrl} onSignIn={onSignIn} />
        <h2 className="nhsuk-heading-s">With an access token</h2>
        <TokenForm onToken={onToken} />
      </Disclosure>
    </>
  );
}
