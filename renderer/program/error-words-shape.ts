/** What happened, in a few words; then what is safe and what to do. */
export type ErrorWords = {
  readonly title: string;
  readonly whatToDo: string;
  /** What only the service can mend, in the words of those who run it: a line to pass on. */
  readonly forService?: string;
};
