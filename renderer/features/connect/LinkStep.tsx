import { useCallback, useState } from 'react';
import { readHealthLink, type HealthLink } from '../../../shared/share/health-link.ts';
import { resultOf } from '../../../shared/base/result.ts';
import { ProblemNotice } from '../../program/ProblemNotice.tsx';
import { problemOf } from '../../program/problem.ts';
import { useProgram, type Vault } from '../../program/program.ts';
import { useTask } from '../../program/use-task.ts';
import { useVaultRead } from '../../program/use-vault-read.ts';
import { BackButton, Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { localDateTime } from '../../ui/local-time.ts';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PassphraseField, TextField } from '../../ui/TextField.tsx';
import { passcodeWords } from './link-words.ts';

type LinkStepProps = {
  readonly link: string;
  /** What is behind the link was fetched and opened; it waits in the vault. */
  readonly onReady: (name: string, mayChange: boolean) => void;
  readonly onBack: () => void;
};

/** A SMART Health Link: what it says, what is sent when it is opened, and to whom. */
export function LinkStep(props: LinkStepProps) {
  const { link, onBack } = props;
  const read = useVaultRead(
    useCallback(
      (vault: Vault) =>
        resultOf(async () => {
          const overview = await vault.overview();
          const name = overview.ok ? overview.value.person?.name : undefined;
          const health = readHealthLink(link);
          const isPast = health.expires !== undefined && health.expires < new Date();
          return { health, isPast, name: name ?? '' };
        }),
      [link],
    ),
  );
  if (read.state === 'ready') return <LinkForm {...props} {...read.value} />;
  if (read.state === 'reading') return null;
  return (
    <Page title="This link cannot be opened">
      <ProblemNotice problem={read.problem} />
      <BackButton onClick={onBack}>Back</BackButton>
    </Page>
  );
}

type LinkFormProps = LinkStepProps & {
  readonly health: HealthLink;
  readonly isPast: boolean;
  /** Whose record is open, where that is known. */
  readonly name: string;
};

function LinkForm({ link, health, isPast, name, onReady, onBack }: LinkFormProps) {
  const { vault, main } = useProgram();
  const task = useTask();
  const [recipient, setRecipient] = useState(name);
  const [passcode, setPasscode] = useState('');
  const [asksPasscode, setAsksPasscode] = useState(health.wantsPasscode);
  const [wrong, setWrong] = useState<string>();
  const [asked, setAsked] = useState(false);
  const { host } = new URL(health.url);
  const fetch = () =>
    task.run(async () => {
      setAsked(true);
      setWrong(undefined);
      if (recipient.trim() === '' || (asksPasscode && passcode === '')) return undefined;
      const said = { link, recipient: recipient.trim() };
      const answer = await vault.openLink(passcode === '' ? said : { ...said, passcode });
      if (!answer.ok) return problemOf(answer);
      if (answer.value.kind === 'passcode') {
        setAsksPasscode(true);
        if (passcode !== '') setWrong(passcodeWords(answer.value.attemptsLeft));
        setAsked(false);
      } else onReady(health.label ?? `the link from ${host}`, answer.value.mayChange);
      return undefined;
    });
  const missing = asked && passcode === '' ? 'Type the passcode.' : undefined;
  return (
    <Page title="Open a SMART Health Link">
      <Facts
        rows={[
          ...(health.label === undefined ? [] : [{ name: 'It says', value: health.label }]),
          { name: 'Kept at', value: host },
          ...(health.expires === undefined
            ? []
            : [{ name: 'Meant until', value: localDateTime(health.expires.toISOString()) }]),
        ]}
      />
      {isPast && (
        <Notice tone="care" title="This link has ended">
          <p>There may be nothing behind it any more. If so, ask whoever made it for a new one.</p>
        </Notice>
      )}
      <ProblemNotice problem={task.problem} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void fetch();
        }}
      >
        <TextField
          label="Who is opening it?"
          hint={`These words are sent to ${host}, so that whoever made the link can see who opened it.`}
          value={recipient}
          maxLength={200}
          error={asked && recipient.trim() === '' ? 'Say who is opening it.' : undefined}
          onChange={setRecipient}
        />
        {asksPasscode && (
          <PassphraseField
            name="passcode"
            label="Passcode"
            hint={`Whoever gave you the link told you one. It is sent to ${host}.`}
            autoComplete="new-password"
            value={passcode}
            error={wrong ?? missing}
            onChange={setPasscode}
          />
        )}
        <p className="phr-body">
          Nothing else is sent: no part of your record, and not the key that opens what comes back.
          {` ${host} also sees the internet address of this computer.`}
        </p>
        <div className="phr-actions">
          <Button submit disabled={task.busy}>
            {task.busy ? 'Fetching…' : 'Fetch what is behind it'}
          </Button>
          {task.busy && (
            <Button kind="secondary" onClick={() => void main('link:cancel', {})}>
              Cancel
            </Button>
          )}
        </div>
      </form>
      {!task.busy && <BackButton onClick={onBack}>Add something else</BackButton>}
    </Page>
  );
}
