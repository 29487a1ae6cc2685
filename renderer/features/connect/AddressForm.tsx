import { useState } from 'react';
import { holdsHealthLink } from '../../../shared/share/health-link.ts';
import type { Discovery } from '../../../shared/ipc/provider.ts';
import type { Have } from '../../program/navigation.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useDiscovery } from './use-discovery.ts';
import { leadOf, type Lead } from './wrong-box.ts';
import { WrongBox } from './WrongBox.tsx';

/** The address of a service, or a SMART Health Link, typed or pasted. */
export function AddressForm({
  onServer,
  onLink,
  onHave,
}: {
  readonly onServer: (server: Discovery) => void;
  /** What was pasted is a SMART Health Link. */
  readonly onLink: (link: string) => void;
  /** What was typed is no address, and the person has something else. */
  readonly onHave: (have: Have | undefined) => void;
}) {
  const { task, discover, cancel } = useDiscovery();
  const [address, setAddress] = useState('');
  const [asked, setAsked] = useState(false);
  const [lead, setLead] = useState<Lead>();
  const look = async () => {
    setAsked(true);
    setLead(undefined);
    if (address.trim() === '') return;
    if (holdsHealthLink(address)) {
      onLink(address.trim());
      return;
    }
    const elsewhere = leadOf(address);
    setLead(elsewhere);
    if (elsewhere === undefined) await discover(() => address.trim(), onServer);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void look();
      }}
    >
      <ProblemNotice problem={task.problem} />
      {lead !== undefined && <WrongBox lead={lead} onHave={onHave} />}
      <TextField
        error={asked && address.trim() === '' ? 'Type the address of the service.' : undefined}
        label="Address of the service"
        hint="For example https://records.example.org/fhir. Or paste a SMART Health Link here."
        value={address}
        onChange={setAddress}
      />
      <div className="phr-actions">
        <Button submit disabled={task.busy}>
          {task.busy ? 'Looking for the service…' : 'Continue'}
        </Button>
        {task.busy && (
          <Button kind="secondary" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
      <Disclosure summary="Where do I find the address?">
        <p>
          It is not the address of the website or app where you see your record. That is a page for
          people, and this program needs the address for programs.
        </p>
        <p>Ask the hospital, surgery or service, in these words:</p>
        <blockquote className="phr-quote">
          <p>
            “Do you offer patients a SMART on FHIR address (R4) for an app of their choice? If so,
            what is it? And if you register apps by hand, what client ID shall I use for
            Patient-Held Record?”
          </p>
        </blockquote>
        <p>
          Not every service offers one yet. If yours does not, ask for a file of your record in FHIR
          format, and add that file.
        </p>
      </Disclosure>
    </form>
  );
}
