import type { Result } from '../../../shared/base/result.ts';
import type { Nation } from '../../../shared/request/bank-holidays.ts';
import type { PersonHeader } from './people.ts';

/** What the record has for a letter that asks for a copy of it. */
export type RequestDraft = {
  readonly person?: PersonHeader;
  /** Where the person lives, a line each, as the newest source has it. */
  readonly address: readonly string[];
  /** The surgery that the record names for the person. */
  readonly surgery?: string;
};

/** A letter that asks for a copy of the record, as it was saved. */
export type NewRequest = {
  /** The surgery or hospital. */
  readonly to: string;
  readonly nation: Nation;
  /** YYYY-MM-DD: when they have it; the month is counted from there. */
  readonly receivedOn: string;
  /** Empty where it was printed. */
  readonly fileName: string;
  /** It went to a printer and into no file. */
  readonly printed?: true;
  /** It also asks who has opened the record. */
  readonly asksWhoOpened: boolean;
};

export type KeptRequest = NewRequest & {
  readonly id: string;
  /** ISO 8601, UTC: when it was saved. */
  readonly at: string;
  /** YYYY-MM-DD: when an answer is due. */
  readonly due: string;
};

/** How the waiting for an answer ended. */
export type RequestEnd = 'answered' | 'not-sent';

/** A request that is waited for. */
export type OpenRequest = KeptRequest & { readonly isOverdue: boolean };

/** The calls for letters that ask for a copy of the record. */
export type RequestCalls = {
  requestDraft(): Promise<Result<RequestDraft>>;
  /** Keeps that a letter was saved, with the day on which an answer is due. */
  recordRequest(request: NewRequest): Promise<Result<KeptRequest>>;
  /** An answer came, or the letter was never sent: it is not waited for any more. */
  endRequest(wanted: { readonly id: string; readonly how: RequestEnd }): Promise<Result<null>>;
  /** Those that an answer is waited for, the one due first before the others. */
  openRequests(): Promise<Result<readonly OpenRequest[]>>;
};
