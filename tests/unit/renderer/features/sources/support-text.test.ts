import { describe, expect, it } from 'vitest';
import { supportText } from '../../../../../renderer/features/sources/support-text.ts';
import { aSource } from '../../builders.ts';

const about = { version: '0.1.0', electron: '33', chromium: '130', platform: 'linux' };

describe('the details for support', () => {
  it('say how the fetching went, and nothing that a service or a person may have written', () => {
    const source = aSource({
      name: 'CANARY Clinic',
      fhirBaseUrl: 'https://records.example.org/CANARY/fhir?patient=CANARY',
      patientId: 'CANARY',
      fhirVersion: 'CANARY',
      grant: {
        at: '2026-05-01T10:00:00Z',
        granted: ['patient/CANARY.read'],
        refused: [],
        staysSignedIn: true,
      },
      state: 'partial',
      lastProblem: 'server-busy',
      received: { Condition: 2, CANARY: 1 },
      stored: { Condition: 2 },
      skipped: [{ type: 'CANARY', reason: 'server-refused', count: 3 }],
      warnings: ['CANARY has asthma'],
      files: ['CANARY'],
    });
    const text = supportText(about, {
      source,
      access: 'signed-in',
      goesOn: true,
      kinds: [{ type: 'CANARY', count: 1, newest: 'CANARY' }],
      news: { added: 0, changed: 0, notSupplied: 0 },
      notSupplied: 4,
      setAside: 0,
      ofRelatives: 0,
      listWarnings: [],
      hostsToAsk: [],
    });
    expect(text).not.toContain('CANARY');
    expect(text).toContain('Host: records.example.org\n');
    expect(text).toContain('Last problem: server-busy');
    expect(text).toContain('Received: Condition 2, another type 1');
    expect(text).toContain('another type: server-refused (3)');
  });
});
