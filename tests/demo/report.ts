type Counts = Readonly<Record<string, number>>;

/** What became of one source. Resources are counted by FHIR type. */
export type SourceReport = {
  readonly name: string;
  readonly kind: 'server' | 'file';
  /** What the program says about its completeness. */
  readonly state: string;
  readonly received: Counts;
  readonly stored: Counts;
  /** Entries that the record screen lists. */
  readonly shown: Counts;
  readonly skipped: readonly {
    readonly type: string;
    readonly reason: string;
    readonly count: number;
  }[];
  /** The program took it for another person's record; the demo added it all the same, because it was named. */
  readonly held?: { readonly differences: readonly string[]; readonly addedAnyway: true };
};

/** A source that could not be read, in the program's own words. */
export type FailedSource = {
  readonly name: string;
  readonly kind: 'server' | 'file';
  readonly problem: { readonly title: string; readonly advice: string };
};

export type StepReport = { readonly name: string; readonly ms: number };

/** What `report.json` holds. */
export type DemoReport = {
  readonly versions: {
    readonly program: string;
    readonly electron: string;
    readonly chromium: string;
  };
  readonly sources: readonly SourceReport[];
  readonly failed: readonly FailedSource[];
  /** Entries in all that the record screen lists. */
  readonly entries: number;
  readonly steps: readonly StepReport[];
  readonly checks: readonly { readonly file: string; readonly exitCode: number }[];
};
