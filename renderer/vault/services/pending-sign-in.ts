import type { Access } from '../../../shared/ipc/access.ts';
import type { OfferedPatient } from '../../../shared/ipc/provider.ts';
import type { Grant } from '../../../shared/record/source.ts';
import type { SignInRequest } from '../api/sources.ts';

/** A sign-in that worked, waiting for the person to say whose record is meant. Its tokens never reach the page. */
export type PendingSignIn = {
  readonly service: SignInRequest['service'];
  readonly access: Access;
  readonly grant: Grant;
  readonly people: readonly OfferedPatient[];
};
