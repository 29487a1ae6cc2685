import { CodeField } from '../../ui/CodeField.tsx';
import { LinkButton } from '../../ui/Button.tsx';
import { PassphraseField } from '../../ui/TextField.tsx';
import { missingProofWords, noProof, proofOf, type TypedProof } from './proof.ts';

type ProofFieldProps = {
  readonly proof: TypedProof;
  readonly onChange: (proof: TypedProof) => void;
  /** The form was sent: what is missing is said at the field from now on. */
  readonly asked: boolean;
};

/** The present passphrase, or the recovery code, asked again before something that only the owner may do. */
export function ProofField({ proof, onChange, asked }: ProofFieldProps) {
  const error = asked && proofOf(proof) === undefined ? missingProofWords(proof) : undefined;
  const type = (typed: string) => {
    onChange({ ...proof, typed });
  };
  return (
    <div className="phr-proof">
      {proof.kind === 'passphrase' ? (
        <PassphraseField
          label="Your passphrase now"
          hint="Asked again, so that nobody can do this while you are away from the screen."
          name="your passphrase now"
          autoComplete="current-password"
          value={proof.typed}
          onChange={type}
          error={error}
        />
      ) : (
        <CodeField value={proof.typed} onChange={type} error={error} />
      )}
      <LinkButton
        onClick={() => {
          onChange(proof.kind === 'passphrase' ? { kind: 'recovery', typed: '' } : noProof);
        }}
      >
        {proof.kind === 'passphrase'
          ? 'Use the recovery code instead'
          : 'Use the passphrase instead'}
      </LinkButton>
    </div>
  );
}
