/** What is wrong with a passcode, and how often it may still be tried, where that was said. */
export function passcodeWords(attemptsLeft: number | undefined): string {
  const wrong = 'This is not the passcode.';
  if (attemptsLeft === undefined) return `${wrong} After too many wrong ones the link may close.`;
  if (attemptsLeft <= 0) return `${wrong} The link is closed now. Ask for a new one.`;
  const times = attemptsLeft === 1 ? 'once' : `${String(attemptsLeft)} times`;
  return `${wrong} You can try ${times} more, then the link closes.`;
}

export const mayChangeWords =
  'More may be put behind this link later. To fetch it, open the link again: what is here already is not doubled, ' +
  'wherever we can tell that it is the same. A signed health card or a document that changed comes beside the earlier one.';
