import { defined } from '../../../shared/base/defined.ts';
import { errorWords } from '../../program/error-words.ts';
import type { FetchAgain } from '../../program/navigation.ts';
import { localDate } from '../../ui/local-time.ts';
import type { NoticeTone } from '../../ui/Notice.tsx';
import { isShownWhole, newestWords, warnedState } from '../../ui/source-words.ts';
import type { SkipReason } from '../../../shared/record/source.ts';
import type { SourceDetails } from '../../vault/api/sources.ts';

/** How a source stands: one plain sentence, what is safe, and the one thing to do. */
export type SourceStanding = {
  readonly tone: NoticeTone;
  readonly sentence: string;
  readonly explanation?: string;
  /** Absent where there is nothing to do: a file. */
  readonly action?: { readonly words: string; readonly how: FetchAgain['how'] };
};

const safe = 'What came before is in your record.';
const again = { words: 'Fetch what is new', how: 'fetch' } as const;
const onwards = { words: 'Go on', how: 'fetch' } as const;

/** How a source stands. What keeps everything else from working comes first. */
export function standingOf(details: SourceDetails): SourceStanding {
  const { source, listWarnings } = details;
  const sentence = warnedState(source, listWarnings);
  if (source.kind === 'file') {
    const tone = isShownWhole(source, listWarnings) ? 'good' : 'care';
    return defined({ tone, sentence, explanation: newestWords(source, details.newest) });
  }
  if (source.disconnectedAt !== undefined) {
    return {
      tone: 'information',
      sentence: `Disconnected by you on ${localDate(source.disconnectedAt)}`,
      explanation: `${safe} Nothing new is fetched until you connect again.`,
      action: { words: 'Connect again', how: 'sign-in' },
    };
  }
  if (isSignedOut(details)) {
    return {
      tone: 'care',
      sentence: 'Signed out',
      explanation: `The service has ended your sign-in. ${safe} Sign in again, and the fetching goes on where it stopped.`,
      action: { words: 'Sign in again', how: 'sign-in' },
    };
  }
  return problemOf(details) ?? stateOf(details, sentence);
}

/** Whether the service lets this program in only after another sign-in. */
export function isSignedOut({ source, access }: SourceDetails): boolean {
  return access === 'none' || source.lastProblem === 'sign-in-expired';
}

/** A try that ended by a fault. One that the person stopped is no fault. */
function problemOf({ source }: SourceDetails): SourceStanding | undefined {
  const { lastProblem, lastTriedAt } = source;
  if (lastProblem === undefined || lastProblem === 'download-cancelled') return undefined;
  const { title, whatToDo } = errorWords[lastProblem];
  const when = lastTriedAt === undefined ? '' : ` on ${localDate(lastTriedAt)}`;
  return {
    tone: 'care',
    sentence: `The last try${when} stopped early: ${title.charAt(0).toLowerCase()}${title.slice(1)}`,
    explanation: whatToDo,
    action: { words: 'Try again', how: 'fetch' },
  };
}

/** What trying again does not bring: a document that is not there, what is refused or cannot be read. */
const stays: ReadonlySet<SkipReason> = new Set([
  'no-resource',
  'no-resource-type',
  'operation-outcome',
  'not-found',
  'not-offered',
  'attachment-missing',
  'attachment-too-large',
  'attachment-refused',
  'off-origin-link',
  'category-needed',
  'more-unknown',
  'unreadable-entry',
  'about-someone-else',
  'whose-unclear',
]);

/** Whether something is missing that another try may bring. */
function isForLater({ skipped }: SourceDetails['source']): boolean {
  return skipped.length === 0 || skipped.some(({ reason }) => !stays.has(reason));
}

function stateOf(
  { source, goesOn, listWarnings }: SourceDetails,
  sentence: string,
): SourceStanding {
  switch (source.state) {
    case 'complete':
      return { tone: listWarnings.length === 0 ? 'good' : 'care', sentence, action: again };
    case 'partial':
      return {
        tone: 'care',
        sentence,
        explanation: 'What came is in your record.',
        action: isForLater(source) ? { words: 'Try again', how: 'fetch' } : again,
      };
    case 'cancelled':
      return {
        tone: 'information',
        sentence: goesOn ? 'Stopped by you; it goes on where it stopped' : 'Stopped by you',
        explanation: 'What came so far is in your record.',
        action: onwards,
      };
    case 'downloading':
      return {
        tone: 'care',
        sentence: 'The fetching was interrupted; it goes on where it stopped',
        explanation: 'What came so far is in your record.',
        action: onwards,
      };
    case 'failed':
      return {
        tone: 'care',
        sentence: 'Nothing has come from here yet',
        action: { words: 'Try again', how: 'fetch' },
      };
  }
}
