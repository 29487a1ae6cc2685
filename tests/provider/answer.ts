import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** What goes back to the client, before it is written to the wire. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  /** The number of the page, from 1, where this is a page of a search. */
  readonly page?: number;
  /** What goes wrong on the wire: the connection ends in the middle of the body, or the body is a gzip without its end. */
  readonly wire?: 'cut-off' | 'gzip-cut-off';
}

/** The IssueType codes of R4 that this server uses. @see https://hl7.org/fhir/R4/valueset-issue-type.html */
export type IssueType =
  | 'exception'
  | 'expired'
  | 'forbidden'
  | 'invalid'
  | 'login'
  | 'not-found'
  | 'not-supported'
  | 'required'
  | 'throttled'
  | 'transient';

export const fhirJson = 'application/fhir+json; charset=utf-8';

/** FHIR JSON, its text ready. */
export function fhirAnswer(body: string, status = 200): Answer {
  return { status, contentType: fhirJson, body };
}

/** A page for people. */
export function htmlAnswer(body: string, status = 200): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body };
}

/** An error in FHIR's own form. @see https://hl7.org/fhir/R4/operationoutcome.html */
export function operationOutcome(
  status: number,
  code: IssueType,
  diagnostics: string,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  const outcome = {
    resourceType: 'OperationOutcome',
    issue: [{ severity: 'error', code, diagnostics }],
  };
  return { ...fhirAnswer(JSON.stringify(outcome), status), headers };
}

/** Writes an answer to the wire. */
export function send(response: ServerResponse, answer: Answer): void {
  const plain = typeof answer.body === 'string' ? Buffer.from(answer.body, 'utf8') : answer.body;
  const body = answer.wire === 'gzip-cut-off' ? halfOf(gzipSync(plain)) : plain;
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': body.byteLength,
    'cache-control': 'no-store',
    ...(answer.wire === 'gzip-cut-off' && { 'content-encoding': 'gzip' }),
    ...answer.headers,
  });
  if (answer.wire === 'cut-off') response.write(halfOf(body), () => response.destroy());
  else response.end(body);
}

function halfOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.length / 2);
}
