import { afterEach, describe, expect, it } from 'vitest';
import { baseUrlFromTyped } from '../../../../electron/provider/address.ts';
import { readCapability, releaseOf } from '../../../../electron/provider/capability-statement.ts';
import { discover } from '../../../../electron/provider/discover.ts';
import { fromConfiguration } from '../../../../electron/provider/smart-configuration.ts';
import { refusedScopes, scopesToAsk } from '../../../../electron/provider/scopes.ts';
import { patientIdOf } from '../../../../electron/provider/patient-id.ts';
import { readFhirBaseUrl } from '../../../../electron/http/fhir-base-url.ts';
import { aCapabilityStatement, sendJson, smallServer, type SmallServer } from '../fixtures.ts';
import { aPatientBundle, aProvider, closeProviders } from '../../tests/provider/fixtures.ts';

const servers: SmallServer[] = [];

afterEach(async () => {
  await closeProviders();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** A server that answers paths as the table says, and 404 elsewhere. */
async function serving(answers: Readonly<Record<string, unknown>>, status = 200): Promise<string> {
  const server = await smallServer(({ url = '' }, response) => {
    const body = answers[url.split('?')[0] ?? ''];
    if (body === undefined) sendJson(response, { resourceType: 'OperationOutcome' }, 404);
    else sendJson(response, body, status);
  });
  servers.push(server);
  return server.origin;
}

describe('an address that somebody typed', () => {
  it.each([
    ['hospital.example/fhir', 'https://hospital.example/fhir'],
    ['  https://hospital.example/fhir/  ', 'https://hospital.example/fhir'],
    ['https://hospital.example/fhir/metadata', 'https://hospital.example/fhir'],
    ['https://hospital.example/fhir/metadata?_format=json', 'https://hospital.example/fhir'],
    [
      'https://hospital.example/fhir/.well-known/smart-configuration',
      'https://hospital.example/fhir',
    ],
    ['HTTPS://Hospital.Example', 'https://hospital.example'],
    ['<https://hospital.example/fhir/>.', 'https://hospital.example/fhir'],
    ['“https://hospital.example/fhir”,', 'https://hospital.example/fhir'],
    ['https://hospital.example/fhir//', 'https://hospital.example/fhir'],
    ['https://hospital.example/fhir//metadata/', 'https://hospital.example/fhir'],
    ['https://hospital.example/fhir/Patient/123?_format=json', 'https://hospital.example/fhir'],
    ['https://hospital.example/Patients/api', 'https://hospital.example/Patients/api'],
    ['localhost:8080/fhir', 'http://localhost:8080/fhir'],
    ['127.0.0.1:8080/fhir', 'http://127.0.0.1:8080/fhir'],
  ])('%s is %s', (typed, base) => {
    expect(baseUrlFromTyped(typed)).toBe(base);
  });

  it.each([
    'http://hospital.example/fhir',
    'file:///etc/passwd',
    'two words',
    'me:pw@x.example',
    '',
  ])('refuses %s', (typed) => {
    expect(() => baseUrlFromTyped(typed)).toThrow('server-address-invalid');
  });
});

describe('discovery', () => {
  it('finds an open server, its name and whom it offers', async () => {
    const texts = [aPatientBundle('Ada', 1), aPatientBundle('Grace', 1)];
    const { fhirBaseUrl: base } = await aProvider({ open: true, texts });
    const found = await discover(`${base}/metadata`);
    expect(found).toMatchObject({ fhirBaseUrl: base, signIn: 'open', fhirVersion: '4.0.1' });
    expect(found.patients.map(({ name }) => name)).toEqual(['Ada Test', 'Grace Test']);
  });

  it('finds that a server wants a sign-in, and asks for no patients', async () => {
    const provider = await aProvider({ texts: [aPatientBundle('Ada', 1)] });
    const found = await discover(provider.fhirBaseUrl);
    expect(found).toMatchObject({ signIn: 'smart', patients: [] });
    expect(provider.requests.some(({ path }) => path.includes('/Patient'))).toBe(false);
  });

  it('says that a page for people is no FHIR server', async () => {
    const texts = [aPatientBundle('Ada', 1)];
    const manners = { html: { path: /./ } };
    const { fhirBaseUrl: base } = await aProvider({ open: true, texts, manners });
    await expect(discover(base)).rejects.toMatchObject({ code: 'server-web-page' });
  });

  it('knows the page of a portal by what it is, whatever it is called', async () => {
    const page = '\n<!DOCTYPE html><html lang="en"><title>Sign in</title></html>';
    for (const status of [200, 404]) {
      const server = await smallServer((_request, response) => {
        response.writeHead(status, { 'content-type': 'text/plain' }).end(page);
      });
      servers.push(server);
      await expect(discover(`${server.origin}/portal/login.aspx`)).rejects.toMatchObject({
        code: 'server-web-page',
      });
    }
  });

  it('says that the sign-in leads somewhere unsafe, unless nobody has to sign in', async () => {
    const manners = { signInAt: { authorization_endpoint: 'ms-msdt://localhost/id' } };
    const texts = [aPatientBundle('Ada', 1)];
    const closed = await aProvider({ texts, manners });
    await expect(discover(closed.fhirBaseUrl)).rejects.toMatchObject({ code: 'unsafe-address' });
    const configuration = { ...manners.signInAt, token_endpoint: 'https://hospital.example/token' };
    const open = await serving({
      '/metadata': aCapabilityStatement([]),
      '/.well-known/smart-configuration': configuration,
      '/Patient': { resourceType: 'Bundle', type: 'searchset', entry: [] },
    });
    expect(await discover(open)).toMatchObject({ signIn: 'open' });
  });

  it('does not follow to an address without encryption', async () => {
    const server = await smallServer((_request, response) => {
      response.writeHead(302, { location: 'http://hospital.example/fhir/metadata' }).end();
    });
    servers.push(server);
    await expect(discover(server.origin)).rejects.toMatchObject({ code: 'server-not-encrypted' });
  });

  it('says that a site without FHIR is no FHIR server', async () => {
    await expect(discover(await serving({}))).rejects.toMatchObject({ code: 'server-not-fhir' });
  });

  it.each([
    [401, 'server-refused'],
    [403, 'server-refused'],
    [429, 'server-busy'],
    [500, 'server-broken'],
    [503, 'server-busy'],
  ])('reads %i as %s', async (status, code) => {
    const base = await serving({ '/metadata': {} }, status);
    await expect(discover(base)).rejects.toMatchObject({ code });
  });

  it('does not offer a version that it cannot read', async () => {
    const r5 = await serving({ '/metadata': aCapabilityStatement([], '5.0.0') });
    await expect(discover(r5)).rejects.toMatchObject({ code: 'server-other-version' });
  });

  it('finds servers of the older releases', async () => {
    const stu3 = await serving({ '/metadata': aCapabilityStatement([], '3.0.2') });
    expect(await discover(stu3)).toMatchObject({ fhirVersion: '3.0.2' });
    const dstu2 = await serving({
      '/metadata': { resourceType: 'Conformance', fhirVersion: '1.0.2' },
    });
    expect(await discover(dstu2)).toMatchObject({ fhirVersion: '1.0.2' });
  });

  it('says that a server wants a sign-in and names none', async () => {
    const server = await smallServer(({ url = '' }, response) => {
      if (url === '/metadata') sendJson(response, aCapabilityStatement(['Patient']));
      else sendJson(response, {}, url.startsWith('/Patient') ? 401 : 404);
    });
    servers.push(server);
    expect(await discover(server.origin)).toMatchObject({ signIn: 'unnamed', patients: [] });
  });

  it('reads the sign-in from the CapabilityStatement of an older server', async () => {
    const oauthUris = 'http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris';
    const extension = [
      { url: 'authorize', valueUri: 'https://hospital.example/authorize' },
      { url: 'token', valueUri: 'https://hospital.example/token' },
    ];
    const security = { extension: [{ url: oauthUris, extension }] };
    const rest = [{ mode: 'server', security }];
    const base = await serving({ '/metadata': { ...aCapabilityStatement([]), rest } });
    expect(await discover(base)).toMatchObject({ signIn: 'smart' });
  });
});

describe('a CapabilityStatement', () => {
  it('survives anything in its place', () => {
    for (const value of [null, 7, [], {}, { resourceType: 'Patient' }]) {
      expect(readCapability(value)).toBeUndefined();
    }
    const odd = { resourceType: 'CapabilityStatement', rest: [{ resource: [null, { type: 7 }] }] };
    expect(readCapability(odd)?.types.size).toBe(0);
  });

  it('takes a server that lists no interactions as one that has not said no', () => {
    const rest = [{ mode: 'server', resource: [{ type: 'Goal' }] }];
    const read = readCapability({ resourceType: 'CapabilityStatement', rest });
    expect(read?.types.get('Goal')?.search).toBe(true);
  });

  it.each([
    ['4.0.0', 'R4'],
    ['4.0.1', 'R4'],
    ['4.3.0', 'R4'],
    ['3.0.2', 'STU3'],
    ['3.0.1', 'STU3'],
    ['1.0.2', 'DSTU2'],
    ['0.5.0', 'DSTU2'],
    ['4.4.0', undefined],
    ['5.0.0', undefined],
    ['40.1', undefined],
    ['1.01', undefined],
  ])('takes version %s for %s', (version, release) => {
    expect(releaseOf(version)).toBe(release);
    const read = readCapability({ resourceType: 'CapabilityStatement', fhirVersion: version });
    expect(read).toMatchObject({ fhirVersion: version, release });
  });

  it.each([
    ['its implementation', { implementation: { description: 'Northgate', url: 'x' } }, 'Northgate'],
    ['who publishes its statement', { publisher: 'Northgate Trust' }, 'Northgate Trust'],
    ['no title of its statement', { title: 'Northgate' }, undefined],
    [
      'no name that only says what the statement is',
      { implementation: { description: 'FHIR R4 Capability Statement' }, name: 'Conformance' },
      undefined,
    ],
  ])('calls a service by %s', (_what, named, expected) => {
    const statement = { resourceType: 'CapabilityStatement', fhirVersion: '4.0.1', ...named };
    expect(readCapability(statement)?.name).toBe(expected);
  });

  it('knows DSTU2 by the name of its statement', () => {
    expect(readCapability({ resourceType: 'Conformance' })?.release).toBe('DSTU2');
    expect(readCapability({ resourceType: 'CapabilityStatement' })?.release).toBeUndefined();
  });
});

describe('a SMART configuration', () => {
  const base = readFhirBaseUrl('https://hospital.example/fhir');

  it('is none where it would send the person or the code somewhere unsafe', () => {
    const unsafe = {
      authorization_endpoint: 'http://hospital.example/authorize',
      token_endpoint: 'https://hospital.example/token',
    };
    expect(fromConfiguration(unsafe, base)).toBeUndefined();
    expect(fromConfiguration('<html>', base)).toBeUndefined();
  });

  const safe = {
    authorization_endpoint: 'https://hospital.example/authorize',
    token_endpoint: 'https://hospital.example/token',
  };
  const unsafe = [
    'ms-msdt://localhost/id',
    'smb://127.0.0.1/x',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://ada:word@hospital.example/authorize',
    'http://127.0.0.1:631/jobs',
    'https://localhost./x',
    'https://[::ffff:127.0.0.1]/x',
  ];

  it.each(unsafe)(
    'is refused in words of its own where people or codes would go to %s',
    (address) => {
      for (const name of ['authorization_endpoint', 'token_endpoint']) {
        expect(() => fromConfiguration({ ...safe, [name]: address }, base)).toThrow(
          'unsafe-address',
        );
      }
    },
  );

  it.each([...unsafe, 'http://hospital.example/x'])(
    'leaves out what else it would ask at %s',
    (address) => {
      const named = {
        jwks_uri: address,
        registration_endpoint: address,
        revocation_endpoint: address,
      };
      const read = fromConfiguration({ ...safe, ...named }, base)?.server;
      expect(read).toMatchObject(safe);
      for (const name of Object.keys(named)) expect(read).not.toHaveProperty(name);
    },
  );

  it('may be on this computer where the service is', () => {
    const here = readFhirBaseUrl('http://localhost:8080/fhir');
    const named = {
      authorization_endpoint: 'http://127.0.0.1:8080/authorize',
      token_endpoint: 'http://127.0.0.1:8080/token',
    };
    expect(fromConfiguration(named, here)?.server).toMatchObject(named);
  });
});

describe('scopes', () => {
  const session = ['openid', 'fhirUser', 'launch/patient', 'offline_access'];

  it('asks in version 2 where nothing is said', () => {
    expect(scopesToAsk({ scopesSupported: [], capabilities: [] })).toEqual([
      ...session,
      'patient/*.rs',
    ]);
  });

  it('asks in version 1 of a server that knows only that', () => {
    const scopesSupported = [...session, 'patient/*.read'];
    expect(scopesToAsk({ scopesSupported, capabilities: [] })).toContain('patient/*.read');
  });

  it('asks for each type where there is no wildcard', () => {
    const scopesSupported = ['openid', 'patient/Observation.rs', 'patient/Goal.cruds'];
    expect(scopesToAsk({ scopesSupported, capabilities: ['permission-v2'] })).toEqual([
      'openid',
      'launch/patient',
      'patient/Observation.rs',
      'patient/Goal.rs',
    ]);
  });

  it('names what was refused, whichever way it is spelt', () => {
    const asked = ['openid', 'offline_access', 'patient/*.rs'];
    expect(refusedScopes(asked, ['openid', 'patient/*.read'])).toEqual(['offline_access']);
    expect(refusedScopes(asked, ['openid', 'offline_access', 'patient/*.r'])).toEqual([
      'patient/*.rs',
    ]);
  });
});

describe('whose record it is', () => {
  it.each([
    ['ada', undefined, 'ada'],
    [undefined, 'https://hospital.example/fhir/Patient/ada', 'ada'],
    [undefined, 'Patient/ada', 'ada'],
    [undefined, 'Practitioner/ada', undefined],
    ['../../admin', undefined, undefined],
    [7, undefined, '7'],
    [{ id: 'ada' }, undefined, undefined],
  ])('%s and %s give %s', (patient, fhirUser, id) => {
    expect(patientIdOf(patient, fhirUser)).toBe(id);
  });
});
