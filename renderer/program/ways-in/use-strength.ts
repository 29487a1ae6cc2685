import { useCallback, useEffect, useRef, useState } from 'react';
import type { PassphraseStrength } from './passphrase-strength.ts';
import { startStrengthMeter, type StrengthMeter } from './start-strength.ts';

type Judged = { readonly passphrase: string; readonly strength: PassphraseStrength };

/** The meter behind a passphrase field; its thread lives as long as the field. */
export function useStrength(passphrase: string): {
  /** The strength of what stands in the field; `undefined` while it is empty. The last answer stays until the next is there. */
  readonly strength: PassphraseStrength | undefined;
  /** The strength of exactly this passphrase, however long it takes. */
  readonly judge: () => Promise<PassphraseStrength>;
} {
  const meter = useRef<StrengthMeter>(undefined);
  const [judged, setJudged] = useState<Judged>();
  const ask = useCallback(
    (typed: string) => (meter.current ??= startStrengthMeter()).judge(typed),
    [],
  );

  useEffect(() => {
    let wanted = true;
    void ask(passphrase).then((strength) => {
      if (wanted) setJudged({ passphrase, strength });
    });
    return () => {
      wanted = false;
    };
  }, [ask, passphrase]);
  useEffect(
    () => () => {
      meter.current?.end();
      meter.current = undefined;
    },
    [],
  );

  return {
    strength: passphrase === '' ? undefined : judged?.strength,
    judge: () => ask(passphrase),
  };
}
