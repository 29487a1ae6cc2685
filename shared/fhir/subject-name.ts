import { objectOf, objectsOf, textOf, type FhirResource } from './resource.ts';

/** What somebody is called: an id, on a server where that is known; or an address that means something in one Bundle. */
export type Name =
  | { readonly type: string; readonly id: string; readonly server: string | undefined }
  | { readonly urn: string };

/** Whether two say the same of where, too. */
export function isWholeName(one: Name, other: Name): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two name the same: where one does not say on which server, the id tells. */
export function isOneName(one: Name, other: Name): boolean {
  if ('urn' in one || 'urn' in other) {
    return 'urn' in one && 'urn' in other && one.urn === other.urn;
  }
  if (one.type !== other.type || one.id !== other.id) return false;
  return one.server === undefined || other.server === undefined || one.server === other.server;
}

// No address is longer than 2,000 letters; without an end, a long text of slashes would be looked at from each of them.
const restful =
  /^(?:[Hh][Tt][Tt][Pp][Ss]?:\/\/(.{1,2000})\/)?\/?(?:\.\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-._]{1,256})(?:\/_history\/[^/?#]*)?\/?$/;

/** What a reference names, in an entry on this server. */
export function nameOf(reference: string, server: string | undefined): Name {
  const match = restful.exec(reference);
  if (match === null) return { urn: reference.toLowerCase() };
  const [, written, type = '', id = ''] = match;
  return { type, id, server: written === undefined ? server : canonicalServer(written) };
}

/** The server on which a `fullUrl` says that its entry is. */
export function serverIn(fullUrl: string | undefined): string | undefined {
  return canonicalServer(restful.exec(fullUrl ?? '')?.[1]);
}

/** One spelling for one server: http or https, a port that goes without saying, slashes too many. */
export function canonicalServer(server: string | undefined): string | undefined {
  if (server === undefined) return undefined;
  const [host = '', ...path] = server
    .replace(/^https?:\/\//i, '')
    .split('/')
    .filter((part) => part !== '');
  return [host.toLowerCase().replace(/:(?:80|443)$/, ''), ...path].join('/');
}

/** Whom a Patient or a Person says to be the same, or related. @see https://hl7.org/fhir/R4/patient.html#links */
export function linksOf(resource: FhirResource, server: string | undefined): Name[] {
  return objectsOf(resource['link']).flatMap((link) => {
    const other = objectOf(link['other']) ?? objectOf(link['target']);
    const reference = textOf(other?.['reference']);
    return reference === undefined ? [] : [nameOf(reference, server)];
  });
}
