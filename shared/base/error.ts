/**
 * Everything that can go wrong and that a person is told about.
 * The words for each code are the screen's (`renderer/program/error-words.ts`): a code without words does not compile.
 */
export const errorCodes = [
  // provider and download
  'server-unreachable',
  'server-too-slow',
  'server-not-fhir',
  'server-web-page',
  'server-refused',
  'server-busy',
  'server-broken',
  'server-certificate',
  'server-address-invalid',
  'server-not-encrypted',
  'unsafe-address',
  'sign-in-not-offered',
  'sign-in-failed',
  'sign-in-cancelled',
  'sign-in-denied',
  'sign-in-issuer-differs',
  'sign-in-nonce-missing',
  'sign-in-claims-differ',
  'sign-in-clock-differs',
  'sign-in-signature-wrong',
  'sign-in-algorithm-unknown',
  'sign-in-token-type',
  'sign-in-scope-refused',
  'sign-in-page-instead',
  'sign-in-service-broken',
  'sign-in-registration-refused',
  'sign-in-not-honoured',
  'sign-in-return-path',
  'sign-in-return-no-state',
  'sign-in-return-empty',
  'sign-in-expired',
  'sign-in-no-answer',
  'sign-in-client-unknown',
  'sign-in-return-refused',
  'sign-in-ports-taken',
  'sign-in-no-patient',
  'sign-in-other-patient',
  'token-not-accepted',
  'download-cancelled',
  'download-incomplete',
  'download-other-person',
  'download-person-unknown',
  'off-origin-link',
  // files that come in
  'file-empty',
  'file-truncated',
  'file-not-health-data',
  'file-unreadable',
  'file-letters-unknown',
  'file-too-large',
  'file-other-version',
  'file-xml',
  'file-several-people',
  'file-not-service-list',
  'file-bomb',
  'file-too-deep',
  'file-damaged',
  'file-encrypted',
  'file-unknown-kind',
  'file-ill-formed',
  'file-gp-transfer',
  'file-measured-by-phone',
  'file-is-backup',
  'file-card-changed',
  'file-card-part',
  'file-sign-in-needed',
  'import-cancelled',
  'link-unreadable',
  'link-gone',
  'file-error-message',
  'server-other-version',
  // vault
  'vault-wrong-passphrase',
  'vault-wrong-recovery-code',
  'vault-locked',
  'vault-damaged',
  'vault-newer-version',
  'vault-open-elsewhere',
  'vault-last-way-in',
  'vault-wait',
  'vault-no-keychain',
  'vault-keychain-fixed-key',
  'vault-keychain-failed',
  'vault-storage-full',
  'vault-storage-failed',
  // backup
  'backup-not-set-up',
  'backup-not-readable',
  'backup-truncated',
  'backup-damaged',
  'backup-wrong-code',
  'backup-of-another-person',
  'backup-newer-version',
  'backup-folder-missing',
  'backup-folder-read-only',
  'backup-disk-full',
  'backup-failed',
  // share
  'summary-no-patient',
  'share-card-too-long',
  'share-unreadable',
  'pdf-locked',
  'pdf-unreadable',
  'print-failed',
  'print-no-printer',
  'print-too-long',
  'export-disk-full',
  'export-not-allowed',
  'export-failed',
  // the rest
  'message-invalid',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * An error that a person can be told about: a code, never a sentence, and never health data.
 * `where` names the thing that failed in words that hold no health data (a resource type, a host, a page number).
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly where: string | undefined;

  constructor(code: ErrorCode, options: { cause?: unknown; where?: string } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.where = options.where;
  }
}

/** The code of any thrown value: its own if it is an `AppError`, else `unexpected`. */
export function codeOf(thrown: unknown): ErrorCode {
  return thrown instanceof AppError ? thrown.code : 'unexpected';
}
