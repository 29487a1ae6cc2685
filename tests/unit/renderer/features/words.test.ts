import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../../shared/base/error.ts';
import { skipReasons } from '../../../../shared/record/source.ts';
import type { EntryKey } from '../../../../shared/record/card.ts';
import { errorWords } from '../../../../renderer/program/error-words.ts';
import {
  draftEntries,
  leavesOutAllergy,
  withChoice,
} from '../../../../renderer/features/summary/draft-choices.ts';
import { addDays } from '../../../../renderer/features/summary/until-dates.ts';
import { dateOfParts } from '../../../../renderer/ui/date-parts.ts';
import {
  cameAsText,
  notCome,
  noteWords,
  notOfferedWords,
  skipWords,
  isShownWhole,
  newestWords,
  skippedWords,
  sourceState,
} from '../../../../renderer/ui/source-words.ts';
import { countWords, listWords, typeTitle, typeWords } from '../../../../renderer/ui/type-words.ts';
import type { DraftSection, SummaryDraft } from '../../../../renderer/vault/api/share.ts';
import { aSource } from '../builders.ts';

const key = (text: string) => text as EntryKey; // a key of this test's own record

function section(
  code: DraftSection['code'],
  title: string,
  items: DraftSection['items'],
): DraftSection {
  return { code, title, items, statements: [] };
}

function aDraft(): SummaryDraft {
  const item = (name: string) => ({ key: key(name), title: name, severe: false });
  return {
    defaultUntil: '2026-12-06',
    statements: [],
    notIn: 0,
    sections: [
      section('48765-2', 'Allergies', [item('penicillin')]),
      section('11450-4', 'Problems', [item('asthma'), item('gout')]),
      section('104605-1', 'Alerts', [item('gout')]),
    ],
  };
}

describe('the words for errors', () => {
  it('say for every code what happened and what to do, calmly and without jargon', () => {
    for (const code of errorCodes) {
      const { title, whatToDo } = errorWords[code];
      expect(title.length).toBeGreaterThan(10);
      expect(whatToDo).toMatch(/\.$/);
      expect(`${title} ${whatToDo}`).not.toMatch(
        /!|\berror\b|\bfailed\b|exception|invalid|status code/i,
      );
    }
  });

  it('say for every code about something that comes in or goes out what is safe', () => {
    const safe = /safe|stored|nothing was (sent|fetched)|not saved/i;
    const outside = errorCodes.filter((code) => /^(server|file|export|vault-storage)-/.test(code));
    for (const code of outside) {
      expect(`${errorWords[code].title} ${errorWords[code].whatToDo}`).toMatch(safe);
    }
  });
});

describe('the state of a source', () => {
  it('names the day on which everything was there', () => {
    expect(sourceState(aSource({}))).toBe('Complete on 3 May 2026');
  });

  it('says of a file that it was read, and never that a record is complete', () => {
    const file = aSource({ kind: 'file', received: { Condition: 2 } });
    expect(sourceState(file)).toBe('Everything in this file was read. Added 3 May 2026.');
    expect(isShownWhole(file, [])).toBe(true);
    expect(isShownWhole(file, ['incomplete'])).toBe(false);
    expect(newestWords(file, '2026-07-09')).toBe('Newest entry: 9 July 2026.');
    expect(newestWords(aSource({}), '2026-07-09')).toBeUndefined();
    const some = 'Some of this file was kept as text or not read. Added 3 May 2026.';
    for (const loss of [
      { skipped: [{ type: 'Condition', reason: 'stayed-text', count: 1 }] },
      { notes: [{ kind: 'more-behind-end' }] },
      { notes: [{ kind: 'sections-as-text', titles: ['Allergies'] }] },
    ] as const) {
      expect(sourceState({ ...file, ...loss })).toBe(some);
      expect(isShownWhole({ ...file, ...loss }, [])).toBe(false);
    }
    const scan = { ...file, received: { DocumentReference: 1 } };
    expect(sourceState(scan)).toBe('This file was kept as it came. Added 3 May 2026.');
  });

  it('names what is missing and why, once for each reason', () => {
    const skipped = [
      { type: 'DocumentReference', reason: 'server-refused', count: 1 },
      { type: 'ImagingStudy', reason: 'server-refused', count: 1 },
      { type: 'Binary', reason: 'attachment-missing', count: 2 },
    ] as const;
    expect(sourceState(aSource({ state: 'partial', skipped }))).toBe(
      'Part of the record is missing: the service refused documents and scans and X-rays; ' +
        'the service no longer has some of the attached documents.',
    );
  });

  it('says quietly and at once what a service seems not to keep', () => {
    const missing = ['Goal', 'Flag'].map(
      (type) => ({ type, reason: 'not-offered', count: 1 }) as const,
    );
    expect(notOfferedWords(missing)).toEqual([
      expect.stringMatching(/^This service does not seem to keep goals and alerts\. /),
    ]);
    expect(notCome(missing)).toEqual([]);
    expect(sourceState(aSource({ skipped: missing }))).toBe('Complete on 3 May 2026');
    expect(sourceState(aSource({ state: 'partial', skipped: missing }))).toBe(
      'Part of the record may be missing: the service gave nothing when asked for goals and alerts.',
    );
    const refused = { type: 'Condition', reason: 'server-refused', count: 1 } as const;
    expect(sourceState(aSource({ state: 'partial', skipped: [...missing, refused] }))).toBe(
      'Part of the record is missing: the service refused problems.',
    );
  });

  it.each([
    ['no-resource', 'some places in its list are empty'],
    ['no-resource-type', 'some entries do not say what they are'],
    ['server-refused', 'the service refused your details, allergies and problems'],
    [
      'server-broken',
      'the service did not answer properly when asked for your details, allergies and problems',
    ],
    ['server-busy', 'the service was too busy when asked for your details, allergies and problems'],
    [
      'server-too-slow',
      'the service took too long when asked for your details, allergies and problems',
    ],
    [
      'not-found',
      'the service does not have everything that the record names among your details, allergies and problems',
    ],
    [
      'off-origin-link',
      'for your details, allergies and problems, the service named another address, which we did not ask',
    ],
    [
      'everything-cut-short',
      'the service stopped in the middle of sending your details, allergies and problems',
    ],
    [
      'more-unknown',
      'the service does not say whether it has more of your details, allergies and problems',
    ],
    ['unreadable-line', 'some lines could not be read'],
    ['unreadable-entry', 'some entries are written in a way that cannot be read'],
    [
      'two-values',
      'some entries say two different things in one place, and were not taken in (your details, allergies and problems)',
    ],
    [
      'newer-version',
      'some entries are written in a newer version of FHIR, of which this program cannot read these: your details, allergies and problems',
    ],
    [
      'too-deep',
      'some entries have more levels than any record, and were left out for safety (your details, allergies and problems)',
    ],
  ] as const)(
    'says of several types at once, where the reason is %s, whole sentences',
    (reason, said) => {
      const types = ['Patient', 'AllergyIntolerance', 'Condition'];
      const skipped = types.map((type) => ({ type, reason, count: 1 }));
      expect(sourceState(aSource({ state: 'partial', skipped }))).toBe(
        `Part of the record is missing: ${said}.`,
      );
    },
  );

  it.each([
    ['attachment-missing', 'the service no longer has some of the attached documents'],
    [
      'attachment-too-large',
      'some of the attached documents are larger than the limit for this service',
    ],
    ['attachment-refused', 'the service did not hand out some of the attached documents'],
  ] as const)(
    'says of attached documents, where the reason is %s, that it is some',
    (reason, said) => {
      const skipped = [{ type: 'Binary', reason, count: 2 }];
      expect(sourceState(aSource({ state: 'partial', skipped }))).toBe(
        `Part of the record is missing: ${said}.`,
      );
    },
  );

  it('does not say that something is missing where nobody knows', () => {
    const doubt = { type: 'Observation', reason: 'category-needed', count: 1 } as const;
    expect(sourceState(aSource({ state: 'partial', skipped: [doubt] }))).toBe(
      'Part of the record may be missing: the service gives test results and measurements by category only, and ' +
        'there may be categories that we do not know.',
    );
    const refused = { type: '$everything', reason: 'everything-cut-short', count: 1 } as const;
    expect(sourceState(aSource({ state: 'partial', skipped: [doubt, refused] }))).toMatch(
      /^Part of the record is missing: /,
    );
  });

  it('does not call missing what came as text', () => {
    const asText = { type: 'section', reason: 'stayed-text', count: 2 } as const;
    const refused = { type: 'Binary', reason: 'attachment-missing', count: 1 } as const;
    expect(sourceState(aSource({ state: 'partial', skipped: [asText, refused] }))).toBe(
      'Part of the record is missing: the service no longer has some of the attached documents.',
    );
    expect(notCome([asText, refused])).toEqual([refused]);
    expect(skippedWords(asText)).toBe(
      '2 statements of the document could not be taken apart, and are kept as text: those of a section together, as one entry',
    );
    expect(cameAsText([asText, refused])).toEqual([asText]);
  });

  it('never looks complete when it is not', () => {
    for (const state of ['partial', 'downloading', 'cancelled', 'failed'] as const) {
      expect(sourceState(aSource({ state }))).not.toMatch(/^Complete/);
    }
  });

  it('says how a file was read, also in the words of an earlier program', () => {
    const earlier = 'This PDF may ask for a password when it is opened.';
    expect(noteWords(earlier)).toBe(earlier);
    expect(noteWords({ kind: 'one-page' })).toBe(
      'This file is one page of a longer answer: the rest is not in it.',
    );
  });

  it('has words for every reason why something was skipped', () => {
    for (const reason of skipReasons) expect(skipWords[reason].length).toBeGreaterThan(10);
  });
});

describe('the words for types and counts', () => {
  it('give a plain name, and the type in words where there is none', () => {
    expect(typeWords('Observation')).toBe('test results and measurements');
    expect(typeWords('BiologicallyDerivedProduct')).toBe('biologically derived product');
    expect(typeTitle('Condition')).toBe('Problems');
  });

  it('count and list as one speaks', () => {
    expect(countWords(1, 'entry', 'entries')).toBe('1 entry');
    expect(countWords(1204, 'entry', 'entries')).toBe('1,204 entries');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listWords([])).toBe('');
  });
});

describe('the choices of a summary', () => {
  it('count an entry once that stands in two sections', () => {
    expect(draftEntries(aDraft())).toBe(3);
  });

  it('notice an allergy that is left out, and nothing else', () => {
    const none = new Set<EntryKey>();
    const withoutGout = withChoice(none, [key('gout')], true);
    expect(leavesOutAllergy(aDraft(), withoutGout)).toBe(false);
    const withoutBoth = withChoice(withoutGout, [key('penicillin')], true);
    expect(leavesOutAllergy(aDraft(), withoutBoth)).toBe(true);
    expect(leavesOutAllergy(aDraft(), withChoice(withoutBoth, [key('penicillin')], false))).toBe(
      false,
    );
  });
});

describe('the end date', () => {
  it('counts days over months, years and leap days', () => {
    expect(addDays('2026-12-25', 14)).toBe('2027-01-08');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-06', -14)).toBe('2026-11-22');
  });

  it('takes only a day that exists', () => {
    expect(dateOfParts({ day: '6', month: ' 12 ', year: '2026' })).toBe('2026-12-06');
    expect(dateOfParts({ day: '31', month: '2', year: '2027' })).toBeUndefined();
    expect(dateOfParts({ day: '', month: '', year: '' })).toBeUndefined();
    expect(dateOfParts({ day: '1', month: '1', year: '26' })).toBeUndefined();
  });
});
