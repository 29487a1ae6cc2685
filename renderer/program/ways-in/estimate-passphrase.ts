import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';
import { britishWords } from './british-words.ts';
import type { PassphraseEstimate } from './passphrase-strength.ts';

/** Letters after these change no answer; reading them would only take time. */
const lettersRead = 100;

/** The search for letters replaced by digits grows with their number; beyond this it finds nothing that people do. */
const replacementsTried = 20;

let factory: ZxcvbnFactory | undefined;

/** How many guesses a patient attacker needs, who tries first what people choose most. */
export function estimatePassphrase(passphrase: string): PassphraseEstimate {
  factory ??= new ZxcvbnFactory({
    // The library says "one word by itself" of lists with this name only.
    dictionary: { ...common, ...english, 'wikipedia-gb': [...britishWords] },
    graphs: adjacencyGraphs,
    l33tMaxSubstitutions: replacementsTried,
    maxLength: lettersRead,
  });
  const { guesses, feedback } = factory.check(passphrase);
  // Without translations the library answers the names of its warnings.
  return { guesses, weakness: feedback.warning ?? undefined };
}
