import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { localDate } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { GateFrame } from './GateFrame.tsx';
import { useBackupFiles } from './use-backup-files.ts';

type WelcomeProps = { readonly onStart: () => void; readonly onBringBack: () => void };

/** The first screen where there is no record. A backup that lies here is mentioned: there may have been one. */
export function Welcome(props: WelcomeProps) {
  const [newest] = useBackupFiles();
  return <WelcomeScreen {...props} backupMadeAt={newest?.madeAt} />;
}

/** The first thing a newcomer sees: what this is, and the two ways on. */
function WelcomeScreen({
  onStart,
  onBringBack,
  backupMadeAt,
}: WelcomeProps & {
  /** When the newest backup in the program's own folder was made, where there is one (ISO 8601). */
  readonly backupMadeAt: string | undefined;
}) {
  return (
    <GateFrame title="Your health record, in your own hands">
      {backupMadeAt !== undefined && (
        <Notice tone="care" title={`There is a backup here, made on ${localDate(backupMadeAt)}`}>
          <p>
            If you had a record on this computer and it is gone, choose “I have a backup” and bring
            it back.
          </p>
        </Notice>
      )}
      <p className="phr-lede">
        This program collects your health record from your hospitals, your GP surgery and other
        services, and keeps it encrypted on this computer.
      </p>
      <p className="phr-body">
        From it you can hand any doctor or nurse a short, signed summary, on paper or as a file.
        Nobody else can open your record, and nothing is sent anywhere unless you send it.
      </p>
      <div className="phr-actions">
        <Button onClick={onStart}>Start</Button>
        <Button kind="secondary" onClick={onBringBack}>
          I have a backup
        </Button>
      </div>
      <p className="phr-small phr-quiet">
        It takes about five minutes. Have a printer, or a pen and paper, ready.
      </p>
      <Disclosure summary="What this is, and what it is not">
        <p>
          Your record is yours. It lies on this computer and nowhere else, locked with a passphrase
          that only you know. Nobody can look it up for you, and there is no account to sign up for.
        </p>
        <p>
          The program shows what your hospitals and surgeries wrote down, and says where each entry
          came from. It gives no advice, is not made by the NHS, and is no medical device.
        </p>
        <p>
          Several people can use it on one computer. Each has a record of their own that the others
          cannot open.
        </p>
      </Disclosure>
    </GateFrame>
  );
}
