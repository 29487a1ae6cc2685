import { useEffect, useState } from 'react';
import type { AttachmentCard, EntryKey } from '../../../shared/record/card.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { BlobImage } from '../../ui/BlobImage.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { AttachmentContent } from '../../vault/api/record.ts';
import { isPdf, isPicture, saveKind, shownText } from './attachment-content.ts';
import { loadPdfReader, PdfReader } from './pdf/LazyPdfReader.tsx';
import { PrintAttachment } from './PrintAttachment.tsx';

type AttachmentPanelProps = {
  readonly entryKey: EntryKey;
  readonly attachment: AttachmentCard;
  readonly position: number;
  /** Its words, where they stand in the entry: they are read without opening it. */
  readonly text: string | undefined;
};

/** One attached document: opened inside this window where it is text or a picture, else saved as a copy. */
export function AttachmentPanel({ entryKey, attachment, position, text }: AttachmentPanelProps) {
  const { vault, main } = useProgram();
  const task = useTask();
  const [content, setContent] = useState<AttachmentContent>();
  const [saved, setSaved] = useState<string>();
  const name = attachment.title ?? `Document ${position}`;

  const { contentType } = attachment;
  useEffect(() => {
    if (contentType?.startsWith('application/pdf') === true) loadPdfReader();
  }, [contentType]);

  const open = () =>
    task.run(async () => {
      const opened = await vault.attachment(entryKey, attachment.index);
      if (opened.ok) setContent(opened.value);
      return problemOf(opened);
    });
  const save = (file: AttachmentContent) =>
    task.run(async () => {
      const answer = await main('file:save', {
        suggestedName: file.fileName,
        bytes: file.bytes,
        kind: saveKind(file.contentType),
      });
      if (answer.ok && answer.value.saved) setSaved(answer.value.fileName ?? file.fileName);
      return problemOf(answer);
    });

  return (
    <div className="phr-panel">
      <h3 className="nhsuk-heading-s">{name}</h3>
      {text !== undefined && content === undefined && <Letters text={text} name={name} />}
      <ProblemNotice problem={task.problem} />
      {content === undefined ? (
        <Button kind="secondary" disabled={task.busy} onClick={() => void open()}>
          Open<span className="nhsuk-u-visually-hidden"> {name}</span>
        </Button>
      ) : (
        <>
          <Content content={content} name={name} />
          <Notice tone="care" title="A saved or printed copy is not encrypted">
            <p>Anyone who finds it could read it. Here in the record it stays locked.</p>
          </Notice>
          <div className="phr-actions">
            <Button kind="secondary" disabled={task.busy} onClick={() => void save(content)}>
              Save a copy<span className="nhsuk-u-visually-hidden"> of {name}</span>
            </Button>
            <PrintAttachment content={content} name={name} />
          </div>
        </>
      )}
      {saved !== undefined && (
        <p className="phr-small" role="status">
          Saved as {saved}.
        </p>
      )}
    </div>
  );
}

function Content({
  content,
  name,
}: {
  readonly content: AttachmentContent;
  readonly name: string;
}) {
  const text = shownText(content);
  if (text !== undefined) return <Letters text={text} name={name} />;
  if (isPdf(content)) return <PdfReader bytes={content.bytes} name={name} />;
  if (isPicture(content.contentType)) {
    const { bytes, contentType } = content;
    return (
      <BlobImage
        bytes={bytes}
        contentType={contentType}
        alt={name}
        className="phr-attachment-image"
      />
    );
  }
  return (
    <p className="phr-body">This kind of document cannot be shown here. Save a copy to open it.</p>
  );
}

function Letters({ text, name }: { readonly text: string; readonly name: string }) {
  return (
    <pre className="phr-original" tabIndex={0} role="region" aria-label={`Text of ${name}`}>
      {text}
    </pre>
  );
}
