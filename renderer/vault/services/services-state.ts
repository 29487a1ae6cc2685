import type { Access } from '../../../shared/ipc/access.ts';
import type { OfferedPatient } from '../../../shared/ipc/provider.ts';
import type { Grant } from '../../../shared/record/source.ts';
import type { SignInRequest } from '../api/sources.ts';
import type { Session } from '../session.ts';
import type { OpenList } from './find.ts';

/** A sign-in that worked, waiting for the person to say whose record is meant. Its tokens never reach the page. */
export type PendingSignIn = {
  readonly service: SignInRequest['service'];
  readonly access: Access;
  readonly grant: Grant;
  readonly people: readonly OfferedPatient[];
  /** Whom the service says that the sign-in is for. */
  readonly named?: string;
};

export type ServicesState = {
  /** A sign-in that opens several people's records, until the person has chosen. */
  pendingSignIn: PendingSignIn | undefined;
  /** The list of services, which is opened when somebody first looks for one. */
  list: Promise<OpenList> | undefined;
};
export type ServicesSession = Session & { readonly services: ServicesState };

export function newServicesState(): ServicesState {
  return { pendingSignIn: undefined, list: undefined };
}
