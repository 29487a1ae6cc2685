import { largestAttachment } from '../../../shared/ipc/sync.ts';
import type { Source } from '../../../shared/record/source.ts';
import type { Option } from '../../ui/Choice.tsx';

const megabyte = 1024 * 1024;
/** So many hours are never over while a record is open: it is then fetched on opening only. */
const onOpening = 24 * 365;

export const refreshOptions = [
  { value: '0', label: 'Only when I ask for it' },
  { value: String(onOpening), label: 'When I open my record' },
  { value: '6', label: 'When I open it, and every 6 hours' },
  { value: '12', label: 'When I open it, and every 12 hours' },
  { value: '24', label: 'When I open it, and once a day' },
] as const satisfies readonly Option<string>[];

const limits = [10, 50, 200] as const;
export const limitOptions: readonly Option<string>[] = [
  ...limits.map((size) => ({
    value: String(size * megabyte),
    label: `Up to ${String(size)} MB each`,
    ...(size === 50 ? { hint: 'As usual' } : {}),
  })),
  {
    value: String(largestAttachment),
    label: 'Of any size',
    hint: `The program takes up to ${String(largestAttachment / megabyte)} MB each`,
  },
];

/** The option for how often a source is fetched by itself. */
export function refreshOf({ refreshHours = 0 }: Source): string {
  return String(refreshHours);
}

/** The option for how large a document may be. */
export function limitOf({ attachmentLimit = 50 * megabyte }: Source): string {
  return String(attachmentLimit);
}
