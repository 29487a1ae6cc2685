import type { Input } from '../../../shared/ipc/contract.ts';
import type { AttachmentContent } from '../../vault/api.ts';

/** The words of a text document, for showing: those of HTML without its markup, so that nothing in it runs or is fetched. */
export function shownText(content: AttachmentContent): string | undefined {
  const [type = ''] = content.contentType.toLowerCase().split(';');
  if (type === 'text/plain') return new TextDecoder().decode(content.bytes);
  if (type !== 'text/html' && type !== 'application/xhtml+xml') return undefined;
  const page = new DOMParser().parseFromString(
    new TextDecoder().decode(content.bytes),
    'text/html',
  );
  for (const hidden of page.querySelectorAll('script, style')) hidden.remove();
  return page.body.textContent.trim();
}

/** What the save dialog calls a document of this content type. */
export function saveKind(contentType: string): Input<'file:save'>['kind'] {
  if (contentType.startsWith('application/pdf')) return 'pdf';
  if (contentType.startsWith('image/png')) return 'png';
  if (contentType.includes('json')) return 'json';
  return 'text';
}
