import type { Page } from 'playwright';
import { seeHeading } from './see.ts';

/** The places in the navigation at the side, and the heading of each. */
const headings = {
  Overview: 'Your record',
  Record: 'Record',
  'Add records': 'What do you have?',
  'Make a summary': 'Choose what goes in',
  'Share log': 'Share log',
  'Check a summary': 'Check a summary',
  Settings: 'Settings',
} as const;

export type Place = keyof typeof headings;
export const places = Object.keys(headings) as Place[]; // Object.keys forgets the names

/** Goes to a place by the navigation. */
export async function goTo(window: Page, place: Place): Promise<void> {
  const navigation = window.getByRole('navigation', { name: 'Main' });
  await navigation.getByRole('button', { name: place, exact: true }).click();
  await seeHeading(window, headings[place]);
}

/** Locks the record by its button; what follows is its door, or the list where there are several people. */
export async function lock(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Lock now' }).click();
  await seeHeading(window, /^(Open (your|the) record.*|Who are you\?)$/);
}
