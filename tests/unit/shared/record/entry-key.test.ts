import { describe, expect, it } from 'vitest';
import type { SourceId } from '../../../../shared/record/card.ts';
import {
  contentHashInKey,
  contentKey,
  entryKey,
  isOfSource,
  keyOnServer,
  nameInKey,
  namedKey,
  serverInKey,
  sourceIn,
  typeInName,
} from '../../../../shared/record/entry-key.ts';

describe('an entry’s key', () => {
  const source = 's1' as SourceId; // a source of this test
  const byId = entryKey(source, 'Condition', 'c1');
  const byContent = contentKey(source, 'List', 'aGFzaA');
  const onServer = keyOnServer(byId, 'https://b.example/fhir');

  it.each([byId, byContent, onServer])('%s gives its source and its name back', (key) => {
    expect(sourceIn(key)).toBe(source);
    expect(namedKey(source, nameInKey(key))).toBe(key);
    expect(isOfSource(key, source)).toBe(true);
    expect(isOfSource(key, 's' as SourceId)).toBe(false);
  });

  it('gives the type back, whatever tells its entry from others', () => {
    expect([byId, byContent, onServer].map((key) => typeInName(nameInKey(key)))).toEqual([
      'Condition',
      'List',
      'Condition',
    ]);
    expect(typeInName('Condition')).toBeUndefined();
  });

  it('gives the content hash back only where its entry has no id', () => {
    expect(contentHashInKey(byContent)).toBe('aGFzaA');
    expect(contentHashInKey(byId)).toBeUndefined();
    expect(contentHashInKey(onServer)).toBeUndefined();
  });

  it('gives the server back only where it names one', () => {
    expect(serverInKey(onServer)).toBe('https://b.example/fhir');
    expect(serverInKey(byId)).toBeUndefined();
  });
});
