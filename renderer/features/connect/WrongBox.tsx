import { useNavigation, type Have } from '../../program/navigation.ts';
import { LinkButton } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { haveWords } from './what-you-have.ts';
import type { Lead } from './wrong-box.ts';

type WrongBoxProps = {
  readonly lead: Lead;
  readonly onHave: (have: Have | undefined) => void;
};

/** Says that what was typed is no address, and leads to where it belongs. */
export function WrongBox({ lead, onHave }: WrongBoxProps) {
  const { go } = useNavigation();
  const to = lead === 'any' || lead === 'hospital' || lead === 'address' ? undefined : lead;
  return (
    <Notice tone="care" title="This does not look like an address" announce>
      <p>{leadWords(lead)}</p>
      <p>
        {lead === 'hospital' ? (
          <LinkButton
            onClick={() => {
              go({ screen: 'request', to: 'hospital' });
            }}
          >
            Write to the hospital
          </LinkButton>
        ) : (
          <LinkButton
            onClick={() => {
              onHave(to);
            }}
          >
            {to === undefined ? 'See all that you can add' : `Go to: ${haveWords[to].title}`}
          </LinkButton>
        )}
      </p>
    </Notice>
  );
}

function leadWords(lead: Lead): string {
  if (lead === 'hospital') {
    return 'A hospital’s name is not enough to find it here. If the hospital gave you an address that begins with https, type that. If not, ask the hospital for a copy of your record.';
  }
  if (lead === 'surgery') {
    return 'This program cannot fetch from a GP surgery or the NHS App yet. There is another way to get your record from them.';
  }
  return 'Nothing was looked up and nothing was sent. An address has dots and no spaces, like records.example.org.';
}
