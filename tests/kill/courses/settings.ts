import type { Page } from 'playwright';
import { openSettings } from '../../e2e/pages/settings-page.ts';
import { freshFolders, type RunningProgram } from '../../e2e/program.ts';
import { see } from '../../e2e/pages/see.ts';
import { minutesWords } from '../../../renderer/features/settings/lock-minutes.ts';
import type { CourseKind } from '../course.ts';
import { makeTemplate, startOpen, startWhole } from '../vault-template.ts';

/** How often each is changed in one go. */
const times = 6;
const minutes = [1, 5, 10, 30] as const;

/** The nickname and a setting changed in turn: each stands from the moment that the page says "Stored". */
export const settingsCourse: CourseKind = {
  name: 'settings',
  async begin() {
    const template = await makeTemplate(() => Promise.resolve());
    const folders = await freshFolders();
    await template.copyTo(folders);
    let program: RunningProgram | undefined;
    let tried = { name: 0, minutes: 0 };
    let told = { name: 0, minutes: 0 };

    return {
      name: 'settings',
      async ready() {
        program ??= await startOpen(folders);
        return program;
      },
      async act({ window }) {
        for (let time = 0; time < times; time += 1) {
          await openSettings(window, 'Name of this record');
          tried = { ...tried, name: tried.name + 1 };
          await storeNickname(window, nicknameOf(tried.name));
          told = { ...told, name: tried.name };
          await openSettings(window, 'Locking');
          tried = { ...tried, minutes: tried.minutes + 1 };
          await storeMinutes(window, minutesOf(tried.minutes));
          told = { ...told, minutes: tried.minutes };
        }
      },
      async check() {
        ({ program } = await startWhole(folders));
        const { window } = program;
        await openSettings(window, 'Name of this record');
        const name = await window.getByLabel('Nickname').inputValue();
        await openSettings(window, 'Locking');
        const chosen = await chosenMinutes(window);
        const isName = [told.name, tried.name].some((count) => nicknameOf(count) === name);
        if (!isName) throw new Error(`told ${nicknameOf(told.name)}, found “${name}”`);
        const isMinutes = [told.minutes, tried.minutes].some(
          (count) => minutesOf(count) === chosen,
        );
        if (!isMinutes) {
          throw new Error(
            `told ${String(minutesOf(told.minutes))} minutes, found ${String(chosen)}`,
          );
        }
        return `named “${name}”, locks after ${String(chosen)} minutes`;
      },
      async end() {
        await program?.kill();
        await template.remove();
        await folders.remove();
      },
    };
  },
};

/** A record that was never given a name has none. */
function nicknameOf(count: number): string {
  return count === 0 ? '' : `Name ${String(count)}`;
}

/** What it is set to after so many changes, each to another number than before; 5 at the beginning. */
function minutesOf(count: number): number {
  return minutes[(count + 1) % minutes.length] ?? 5;
}

async function storeNickname(window: Page, nickname: string): Promise<void> {
  await window.getByLabel('Nickname').fill(nickname);
  await window.getByRole('button', { name: 'Store the nickname' }).click();
  await see(window, window.getByText(`Stored: this record is called “${nickname}”.`));
}

async function storeMinutes(window: Page, count: number): Promise<void> {
  await choiceOf(window, count).check();
  await see(window, window.getByText(`Stored. It locks after ${minutesWords(count)}.`));
}

async function chosenMinutes(window: Page): Promise<number | undefined> {
  await choiceOf(window, 5).waitFor();
  for (const count of minutes) if (await choiceOf(window, count).isChecked()) return count;
  return undefined;
}

function choiceOf(window: Page, count: number) {
  return window.getByRole('radio', { name: minutesWords(count), exact: true });
}
