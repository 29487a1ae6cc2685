import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, it } from 'vitest';
import { valueOf } from '../../../../../shared/base/result.ts';
import {
  readUserAccessBrands,
  type ListedService,
} from '../../../../../shared/fhir/user-access-brands.ts';
import { searchOf } from '../../../../../renderer/vault/services/search.ts';
import { makeVaultApi } from '../../../../../renderer/vault/calls/make-vault-api.ts';
import { memoryEnvironment, memoryStores } from '../memory.ts';

type Json = { readonly [member: string]: unknown };

const version = (valueCode: string): Json => ({
  url: 'http://hl7.org/fhir/StructureDefinition/endpoint-fhir-version',
  valueCode,
});

function anEndpoint(id: string, members: Json = {}): Json {
  return {
    resourceType: 'Endpoint',
    id,
    extension: [version('4.0.1')],
    status: 'active',
    connectionType: { code: 'hl7-fhir-rest' },
    address: `https://${id}.example.org/fhir/`,
    ...members,
  };
}

function anOrganization(name: string, members: Json = {}): Json {
  return {
    resourceType: 'Organization',
    id: name.toLowerCase().replaceAll(' ', '-'),
    name,
    ...members,
  };
}

function brands(...resources: readonly Json[]): Json {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map((resource) => ({
      fullUrl: `https://list.example.org/${String(resource['resourceType'])}/${String(resource['id'])}`,
      resource,
    })),
  };
}

const at = (id: string): Json => ({ reference: `Endpoint/${id}` });

describe('a User-access Brands Bundle', () => {
  it('gives each organisation with its address, other names and places', () => {
    const portal = {
      url: 'http://hl7.org/fhir/StructureDefinition/organization-portal',
      extension: [
        { url: 'portalName', valueString: 'MyNorthgate' },
        { url: 'portalEndpoint', valueReference: at('north') },
      ],
    };
    const organization = anOrganization('Northgate Hospital', {
      alias: ['The Northgate'],
      extension: [portal],
      address: [{ city: 'Cambridge', postalCode: 'CB2 0QQ' }],
      contact: [{ address: { city: 'Ely', postalCode: 'CB6 1DN' } }],
    });
    expect(readUserAccessBrands(brands(organization, anEndpoint('north')))).toEqual([
      {
        name: 'Northgate Hospital',
        otherNames: ['The Northgate', 'MyNorthgate'],
        fhirBaseUrl: 'https://north.example.org/fhir',
        fhirVersion: '4.0.1',
        places: ['Cambridge, CB2 0QQ', 'Ely, CB6 1DN'],
      },
    ]);
  });

  it('gives a part of an organisation the address of the whole, by a full or a relative reference', () => {
    const whole = anOrganization('Whole', {
      endpoint: [{ reference: 'https://list.example.org/Endpoint/north' }],
    });
    const part = anOrganization('Part', { partOf: { reference: 'Organization/whole' } });
    const read = readUserAccessBrands(brands(part, whole, anEndpoint('north')));
    expect(read?.map(({ name, fhirBaseUrl }) => [name, fhirBaseUrl])).toEqual([
      ['Part', 'https://north.example.org/fhir'],
      ['Whole', 'https://north.example.org/fhir'],
    ]);
  });

  it('prefers R4, and keeps an older version where there is nothing else', () => {
    const older = anEndpoint('older', { extension: [version('1.0.2')] });
    const both = anOrganization('Both', { endpoint: [at('older'), at('north')] });
    const onlyOld = anOrganization('Old', { endpoint: [at('older')] });
    const read = readUserAccessBrands(brands(both, onlyOld, older, anEndpoint('north')));
    expect(read?.map(({ name, fhirVersion }) => [name, fhirVersion])).toEqual([
      ['Both', '4.0.1'],
      ['Old', '1.0.2'],
    ]);
  });

  it('passes over what cannot be used: off, not FHIR, without an address or a name', () => {
    const odd = [
      anEndpoint('off', { status: 'off', name: 'Off' }),
      anEndpoint('xds', { connectionType: { code: 'ihe-xcpd' }, name: 'XDS' }),
      anEndpoint('nameless'),
      anEndpoint('script', { address: 'javascript:alert(1)', name: 'Script' }),
    ];
    const good = anEndpoint('alone', { name: 'Stands alone' });
    const read = readUserAccessBrands(brands(...odd, good));
    expect(read?.map(({ name }) => name)).toEqual(['Stands alone']);
  });

  it('ends where organisations are part of each other', () => {
    const one = anOrganization('One', { partOf: { reference: 'Organization/two' } });
    const two = anOrganization('Two', { partOf: { reference: 'Organization/one' } });
    expect(readUserAccessBrands(brands(one, two))).toBeUndefined();
  });

  it.each([[null], [7], [[]], [{ resourceType: 'Bundle', entry: [null, { resource: 7 }] }], [{}]])(
    'is not %j',
    (value) => {
      expect(readUserAccessBrands(value)).toBeUndefined();
    },
  );
});

describe('finding a service', () => {
  const aService = (name: string, ...places: string[]): ListedService => ({
    name,
    otherNames: name === 'St James’s Hospital' ? ['Jimmy’s'] : [],
    fhirBaseUrl: `https://${encodeURIComponent(name)}.example.org`,
    places,
  });
  const search = searchOf([
    aService('Royal Northgate'),
    aService('Northgate Hospital', 'Cambridge, CB2 0QQ'),
    aService('Cambridge Dental Care', 'Ely, CB6 1DN'),
    aService('St James’s Hospital', 'Leeds, LS9 7TF'),
    aService('Hôpital Élysée'),
  ]);
  const names = (typed: string) => search.find(typed, 20).found.map(({ name }) => name);

  it.each([
    ['northg', ['Northgate Hospital', 'Royal Northgate']],
    ['cambridge', ['Cambridge Dental Care', 'Northgate Hospital']],
    ['CB2 0QQ', ['Northgate Hospital']],
    ['cb20qq', ['Northgate Hospital']],
    ['CB', ['Cambridge Dental Care', 'Northgate Hospital']],
    ['hospital cambridge', ['Northgate Hospital']],
    ['st jamess', ['St James’s Hospital']],
    ["jimmy's", ['St James’s Hospital']],
    ['elysee', ['Hôpital Élysée']],
    ['gate', []],
    ['   ', []],
  ])('by “%s” gives %j', (typed, found) => {
    expect(names(typed)).toEqual(found);
  });

  it('is quick among fifty thousand', () => {
    const many = searchOf(
      Array.from({ length: 50_000 }, (_each, index) =>
        aService(`Surgery ${String(index)}`, `Town ${String(index % 900)}, AB1 2CD`),
      ),
    );
    const start = performance.now();
    expect(many.find('town 17 surgery', 20).total).toBeGreaterThan(50);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('the list in the vault', () => {
  const stores = memoryStores();
  const passphrase = 'correct horse battery';
  let vault: ReturnType<typeof makeVaultApi>;
  const list = brands(
    anOrganization('Northgate Hospital', {
      endpoint: [at('north')],
      address: [{ city: 'Cambridge' }, { city: 'Ely' }],
    }),
    anEndpoint('north'),
  );
  const file = (content: unknown) => ({
    name: 'list.json',
    file: new Blob([JSON.stringify(content)]),
  });

  beforeEach(async () => {
    vault = makeVaultApi(memoryEnvironment(memoryStores()));
    valueOf(await vault.create({ passphrase }));
  });

  it('is found again, sealed, until it is let go', async () => {
    expect(valueOf(await vault.loadServices(file(list)))).toMatchObject({
      name: 'list.json',
      count: 1,
    });
    expect(valueOf(await vault.findServices('north ely'))).toMatchObject({
      list: { count: 1 },
      found: [{ name: 'Northgate Hospital', place: 'Cambridge and elsewhere' }],
      total: 1,
    });
    valueOf(await vault.forgetServices());
    expect(valueOf(await vault.findServices('north'))).toEqual({ recent: [], found: [], total: 0 });
  });

  it('is read from gzip', async () => {
    const zipped = new Blob([new Uint8Array(gzipSync(JSON.stringify(list)))]);
    const loaded = await vault.loadServices({ name: 'list.json.gz', file: zipped });
    expect(valueOf(loaded).count).toBe(1);
  });

  it('leaves nothing readable where it is kept', async () => {
    const here = makeVaultApi(memoryEnvironment(stores));
    valueOf(await here.create({ passphrase }));
    valueOf(await here.loadServices(file(list)));
    const kept = JSON.stringify(stores.rows(), (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
    );
    expect(kept).not.toContain('Northgate');
    expect(kept).not.toContain('north.example.org');
  });

  it('stays as it was where the next file is none', async () => {
    valueOf(await vault.loadServices(file(list)));
    for (const other of ['no JSON', JSON.stringify({ resourceType: 'Patient' })]) {
      const refused = await vault.loadServices({ name: 'x.json', file: new Blob([other]) });
      expect(refused).toMatchObject({ ok: false, code: 'file-not-service-list' });
    }
    expect(valueOf(await vault.findServices('north')).total).toBe(1);
  });
});
