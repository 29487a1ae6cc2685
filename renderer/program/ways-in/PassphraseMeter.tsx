import { capitalised } from '../../../shared/base/capitalised.ts';
import { useEffect, useState } from 'react';
import { strengthLevels, type PassphraseStrength } from './passphrase-strength.ts';

/** A pause in typing after which the meter is read out: nobody wants to hear it at each letter. */
const readOutAfterMs = 1200;

/** How long a passphrase would hold, in words and as a bar; the words are also read out when typing pauses. */
export function PassphraseMeter({
  strength,
}: {
  readonly strength: PassphraseStrength | undefined;
}) {
  const spoken = useSettled(strength === undefined ? '' : words(strength));
  return (
    <>
      {strength === undefined ? (
        <p className="phr-meter phr-quiet">
          Three or four words that have nothing to do with each other are easy to remember and hard
          to guess. You may also paste one from a password manager.
        </p>
      ) : (
        <MeterParts strength={strength} />
      )}
      <p className="nhsuk-u-visually-hidden" role="status">
        {spoken}
      </p>
    </>
  );
}

function MeterParts({ strength }: { readonly strength: PassphraseStrength }) {
  const reached = strengthLevels.indexOf(strength.level);
  return (
    <div className="phr-meter">
      <div className="phr-meter__bar" data-level={reached} aria-hidden="true">
        {strengthLevels.map((level, index) => (
          <span key={level} data-reached={index <= reached} />
        ))}
      </div>
      <p className="phr-meter__level">{capitalised(strength.level)}</p>
      <p className="phr-meter__words">{holdsSentence(strength)}</p>
      {strength.why !== undefined && <p className="phr-meter__words">{strength.why}</p>}
      {strength.suggestion !== undefined && (
        <p className="phr-meter__words">{strength.suggestion}</p>
      )}
    </div>
  );
}

function holdsSentence({ holds }: PassphraseStrength): string {
  return `If this computer were stolen and fast machines tried one guess after the other, it would hold for ${holds}.`;
}

function words(strength: PassphraseStrength): string {
  const parts = [`${capitalised(strength.level)}.`, holdsSentence(strength)];
  return [...parts, strength.why, strength.suggestion]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** The text as it was when it last stayed the same for a while. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, readOutAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
