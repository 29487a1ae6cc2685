import { useEffect, useState } from 'react';
import { utf8, type Bytes } from '../../shared/base/bytes.ts';
import type { Clock } from '../../shared/base/clock.ts';
import type { Verdict } from '../../shared/share/verdict.ts';
import { verifyShare } from '../../shared/share/verify-share.ts';
import { Brand } from '../ui/Brand.tsx';
import { Button } from '../ui/Button.tsx';
import { CheckForm } from '../ui/CheckForm.tsx';
import { CheckedShare } from '../ui/CheckedShare.tsx';
import { PageTitle } from '../ui/Page.tsx';
import { readQr } from './read-qr.ts';

/** The clinician's page: a summary is dropped on it, and it says first whether that is unchanged. Nothing leaves the page. */
export function Viewer({ now }: { readonly now: Clock }) {
  const [verdict, setVerdict] = useState<Verdict>();
  const [busy, setBusy] = useState(false);
  const check = async (bytes: Bytes) => {
    setBusy(true);
    setVerdict(await verifyShare(bytes, { now: now(), readQr }));
    setBusy(false);
  };
  useDroppedFiles((file) => void readFile(file).then(check));

  return (
    <div className="phr-viewer">
      <header className="phr-viewer__head">
        <Brand />
      </header>
      <main className="phr-page">
        <PageTitle title="Check a patient summary" />
        {verdict === undefined ? (
          <>
            <p className="phr-lede">
              See whether a summary is unchanged since the patient’s program made it, and until when
              it is meant to be used. Nothing leaves this page, and it needs no internet.
            </p>
            <CheckForm
              busy={busy}
              onFile={(file) => void readFile(file).then(check)}
              onText={(text) => void check(utf8(text))}
            />
          </>
        ) : (
          <>
            <CheckedShare verdict={verdict} />
            <div className="phr-actions">
              <Button
                kind="secondary"
                onClick={() => {
                  setVerdict(undefined);
                }}
              >
                Check another summary
              </Button>
            </div>
          </>
        )}
      </main>
    </div>
  );
}

/** The bytes of a file; none where it cannot be read, which the check then calls not readable. */
async function readFile(file: File): Promise<Bytes> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return new Uint8Array();
  }
}

/** Takes files that are dropped anywhere on the page, which a browser would otherwise open in its place. */
function useDroppedFiles(onFile: (file: File) => void): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      const [file] = event.dataTransfer?.files ?? [];
      if (file !== undefined) onFile(file);
    };
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
    };
  }, [onFile]);
}
