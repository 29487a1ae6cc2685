/** `npm run dev`: the window with the sample record in it, which shows each change of the sources at once. */
import { develop } from './develop.ts';
import { demoPassphrase } from '../demo/arguments.ts';
import { say, stopWith } from '../../scripts/say.mjs';

async function main(): Promise<void> {
  say('Opening the program with the sample record…');
  const development = await develop();
  say(
    `Ready. A change of a screen is shown at once; any other begins the page or the program anew. ` +
      `The passphrase is “${demoPassphrase}”. Close the window to end.`,
  );
  await development.closed;
  await development.end();
}

main().catch(stopWith);
