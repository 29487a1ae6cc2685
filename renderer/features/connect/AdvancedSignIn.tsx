import { useCallback, useState } from 'react';
import type { Vault } from '../../program/program.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { Button } from '../../ui/Button.tsx';
import { Radios } from '../../ui/Choice.tsx';
import { PassphraseField, TextField } from '../../ui/TextField.tsx';
import type { KnownSignIn, SignInSettings } from '../../vault/api/sources.ts';
import { answersOf, faultsOf, returnKinds, settingsOf } from './advanced-answers.ts';

type AdvancedSignInProps = {
  readonly fhirBaseUrl: string;
  readonly onSignIn: (settings: SignInSettings) => void;
};

/** What a service may have given a person for this program: a client ID, a secret, a return address. */
export function AdvancedSignIn({ fhirBaseUrl, onSignIn }: AdvancedSignInProps) {
  const read = useVaultRead(
    useCallback((vault: Vault) => vault.signInSettings(fhirBaseUrl), [fhirBaseUrl]),
  );
  if (read.state === 'reading') return null;
  const known = read.state === 'ready' ? read.value : { hasSecret: false };
  return <AdvancedForm known={known} onSignIn={onSignIn} />;
}

function AdvancedForm({
  known,
  onSignIn,
}: {
  readonly known: KnownSignIn;
  readonly onSignIn: AdvancedSignInProps['onSignIn'];
}) {
  const [answers, setAnswers] = useState(() => answersOf(known));
  const [asked, setAsked] = useState(false);
  const change = (changed: Partial<typeof answers>) => {
    setAnswers({ ...answers, ...changed });
  };
  const faults = faultsOf(answers);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (Object.keys(faults).length === 0) onSignIn(settingsOf(answers));
      }}
    >
      <TextField
        label="Client ID"
        hint="The name under which the service knows this program. Leave it empty if you were given none."
        value={answers.clientId}
        onChange={(clientId) => {
          change({ clientId });
        }}
        error={asked ? faults.clientId : undefined}
      />
      <PassphraseField
        name="client secret"
        label="Client secret"
        hint={
          known.hasSecret
            ? 'One is stored, encrypted. Leave this empty to use it again.'
            : 'Only where the service gave you one. It is stored encrypted.'
        }
        autoComplete="new-password"
        value={answers.clientSecret}
        onChange={(clientSecret) => {
          change({ clientSecret });
        }}
      />
      <Radios
        legend="How does the service send you back to this program?"
        options={returnKinds}
        value={answers.returnKind}
        onChange={(returnKind) => {
          change({ returnKind });
        }}
      />
      {answers.returnKind === 'addresses' && (
        <TextField
          label="Return addresses on this computer"
          hint="To the letter as the service has them on file, with spaces between several."
          value={answers.addresses}
          onChange={(addresses) => {
            change({ addresses });
          }}
          error={asked ? faults.addresses : undefined}
        />
      )}
      {answers.returnKind === 'page' && (
        <TextField
          label="Address of the return page"
          hint="The page must be the one that comes with this program, on a website that the service knows."
          value={answers.page}
          onChange={(page) => {
            change({ page });
          }}
          error={asked ? faults.page : undefined}
        />
      )}
      <div className="phr-actions">
        <Button submit kind="secondary">
          Sign in with these
        </Button>
      </div>
    </form>
  );
}
