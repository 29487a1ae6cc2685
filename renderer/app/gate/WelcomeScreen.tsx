import { Button } from '../../ui/Button.tsx';
import { GateFrame } from './GateFrame.tsx';

/** The first thing a newcomer sees: what this is, and one way on. */
export function WelcomeScreen({ onStart }: { readonly onStart: () => void }) {
  return (
    <GateFrame title="Your health record, in your own hands">
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
      </div>
      <p className="phr-small phr-quiet">
        It takes about five minutes. Have a pen and paper ready.
      </p>
    </GateFrame>
  );
}
