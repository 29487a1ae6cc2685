import { describe, expect, it } from 'vitest';
import { isLoopback, isOnThisComputer, safeAddress } from '../../../../shared/base/web-address.ts';

describe('the gate for addresses from outside', () => {
  it.each([
    ['https://hospital.example/authorize?a=b#c', 'https://hospital.example/authorize?a=b#c'],
    ['HTTPS://Hospital.Example', 'https://hospital.example/'],
    ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x'],
    ['http://localhost/x', 'http://localhost/x'],
    ['http://[::1]:9/x', 'http://[::1]:9/x'],
    // What `URL` reads as one of these is written as it reads it.
    ['http://127.1/x', 'http://127.0.0.1/x'],
    ['http://2130706433/x', 'http://127.0.0.1/x'],
    ['http://ⓛocalhost/x', 'http://localhost/x'],
    ['ht\ntps://hospital.example/', 'https://hospital.example/'],
    ['https:\\\\hospital.example\\x', 'https://hospital.example/x'],
  ])('lets %j through as %s', (text, safe) => {
    expect(safeAddress(text)).toBe(safe);
  });

  it.each([
    ...['', 'two words', '/authorize', '//hospital.example/x', 'hospital.example'],
    ...['http://hospital.example/x', 'ftp://hospital.example/x', 'ws://127.0.0.1/x'],
    ...['ms-msdt://localhost/id', 'ms-msdt:/id', 'smb://127.0.0.1/share', 'search-ms:query=x'],
    ...['javascript:alert(1)', 'JaVaScRiPt://localhost/%0aalert(1)', 'data:text/html,x'],
    ...['file:///etc/passwd', 'file://localhost/etc/passwd', 'blob:https://a.example/x'],
    ...[
      'vbscript:x',
      'mailto:a@b.example',
      'tel:999',
      'about:blank',
      'view-source:https://a.example',
    ],
    ...['app://phr/index.html', 'chrome://settings', 'filesystem:https://a.example/x'],
    ...[
      'https://user@hospital.example/',
      'https://user:word@hospital.example/',
      'https://:w@a.example/',
    ],
    ...[
      'http://localhost@evil.example/',
      'https://hospital.example@evil.example/',
      'http://a@localhost/',
    ],
    ...[
      'http://localhost.evil.example/',
      'http://127.0.0.1.evil.example/',
      'http://localhost.:80/',
    ],
    ...['http://0.0.0.0/x', 'http://127.0.0.2/x', 'http://[::]/x', 'http://[::ffff:127.0.0.1]/x'],
    ...['http://a.localhost/x', 'http://10.0.0.1/x', 'http://[fe80::1]/x', 'http://loсalhost/x'],
  ])('stops %j', (text) => {
    expect(safeAddress(text)).toBeUndefined();
  });

  it.each([
    ...[
      'localhost',
      'LOCALHOST',
      'localhost.',
      'a.localhost',
      'localhost.localdomain',
      '127.0.0.1',
    ],
    ...['127.1', '127.0.0.1.', '127.255.255.254', '0x7f.1', '017700000001', '2130706433'],
    ...[
      '0',
      '0.0.0.0',
      '0.1.2.3',
      '127。0。0。1',
      'ⓛocalhost',
      '[::1]',
      '[0:0:0:0:0:0:0:1]',
      '[::]',
    ],
    ...['[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[::ffff:0.0.0.0]'],
    ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::]'],
  ])('never lets the web lead on to %s', (host) => {
    const address = `https://${host}/token`;
    expect(isOnThisComputer(address)).toBe(true);
    expect(safeAddress(address, 'https://hospital.example/fhir')).toBeUndefined();
    expect(safeAddress(address, 'http://127.0.0.1:8080/fhir')).toBeDefined();
  });

  it.each([
    ...['hospital.example', 'localhost.example', '128.0.0.1', '10.0.0.1', '1.127.0.1', '[::2:0:1]'],
    ...['[2001:db8::1]', '[::ffff:8.8.8.8]', '[64:ff9b::8.8.8.8]', '[7f00::1]', 'mylocalhost'],
  ])('lets the web lead on to %s, which is another computer', (host) => {
    const address = `https://${host}/token`;
    expect(isOnThisComputer(address)).toBe(false);
    expect(safeAddress(address, 'https://hospital.example/fhir')).toBe(new URL(address).href);
  });

  it('takes three spellings of this computer for a place where plain http is allowed', () => {
    expect(isLoopback('http://localhost/')).toBe(true);
    expect(isLoopback('http://0.0.0.0/')).toBe(false);
    expect(isLoopback('nonsense')).toBe(false);
  });
});
