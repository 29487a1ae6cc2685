/** Runs the kill tests and leaves their count where `npm test` looks for it. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { root } from '../../scripts/run.mjs';
import { say, stopWith } from '../../scripts/say.mjs';
import { randomFrom, type Random } from '../bench/random.ts';
import { readArguments, usage } from './arguments.ts';
import type { CourseKind } from './course.ts';
import { backupCourse } from './courses/backup.ts';
import { downloadCourse } from './courses/download.ts';
import { editCourse } from './courses/edit.ts';
import { migrationCourse } from './courses/migration.ts';
import { passphraseCourse } from './courses/passphrase.ts';
import { restoreCourse } from './courses/restore.ts';
import { settingsCourse } from './courses/settings.ts';
import { shareLogCourse } from './courses/share-log.ts';
import { conclude, killAt, measureAction, type MomentResult } from './moment.ts';

const kinds: readonly CourseKind[] = [
  downloadCourse,
  shareLogCourse,
  editCourse,
  settingsCourse,
  passphraseCourse,
  migrationCourse,
  backupCourse,
  restoreCourse,
];
const report = path.join(root, 'out', 'test', 'kill.json');

/** @throws TypeError where a course is not known */
function chosenKinds(only: readonly string[]): readonly CourseKind[] {
  const unknown = only.filter((name) => !kinds.some((kind) => kind.name === name));
  if (unknown.length > 0) {
    const names = kinds.map(({ name }) => name).join(', ');
    throw new TypeError(`There is no course "${unknown.join('", "')}". The courses are: ${names}`);
  }
  return only.length === 0 ? kinds : kinds.filter(({ name }) => only.includes(name));
}

/** One course through its moments, from the first part of the action to somewhat beyond its end. */
async function runCourse(kind: CourseKind, moments: number, random: Random) {
  const course = await kind.begin();
  const results: MomentResult[] = [];
  try {
    const span = await measureAction(course);
    say(`\n${kind.name}: the action takes ${String(Math.round(span))} ms`);
    for (let index = 0; index < moments; index += 1) {
      // One from each part of the span, so that few moments are spread over it too.
      const result = await killAt(course, ((index + random.next()) / moments) * span * 1.05);
      results.push(result);
      say(lineOf(result, index + 1));
      // What is wrong once stays wrong: the moments after it would only repeat it.
      if (!result.isGood) return results;
    }
    const ending = await conclude(course);
    if (ending === undefined) return results;
    say(`  afterwards: ${verdictOf(ending)}`);
    if (!ending.isGood) results.push(ending);
  } finally {
    await course.end();
  }
  return results;
}

function lineOf(result: MomentResult, number: number): string {
  return `  ${String(number)}. killed after ${String(result.at)} ms: ${verdictOf(result)}`;
}

function verdictOf({ isGood, words, seconds }: MomentResult): string {
  return `${isGood ? 'good' : 'WRONG'}, ${words} (${seconds.toFixed(1)} s)`;
}

/** The moments of each course: as even as can be. */
function shares(moments: number, courses: number): readonly number[] {
  return Array.from({ length: courses }, (_each, index) => Math.floor((moments + index) / courses));
}

async function runAll(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') {
    say(usage);
    return;
  }
  const chosen = chosenKinds(options.only);
  const random = randomFrom(options.seed);
  const counts = shares(options.moments, chosen.length);
  const began = performance.now();
  say(`${String(options.moments)} moments, seed ${String(options.seed)}`);
  const results: MomentResult[] = [];
  for (const [index, kind] of chosen.entries()) {
    results.push(...(await runCourse(kind, counts[index] ?? 0, random)));
  }
  const failed = results.filter(({ isGood }) => !isGood).length;
  const passed = results.length - failed;
  await mkdir(path.dirname(report), { recursive: true });
  await writeFile(report, JSON.stringify({ passed, failed, skipped: 0 }));
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  say(`\nKills: ${String(passed)} survived, ${String(failed)} not, in ${minutes} minutes`);
  process.exitCode = failed === 0 ? 0 : 1;
}

runAll().catch(stopWith);
