import { Notice } from '../../ui/Notice.tsx';

/** A share was saved and written into the share log. */
export function SavedNotice({
  fileName,
  next,
}: {
  readonly fileName: string;
  readonly next: string;
}) {
  return (
    <Notice tone="good" title={`Saved as ${fileName}`} announce>
      <p>{next} It is written down in your share log.</p>
    </Notice>
  );
}
