import { formatDate } from '../../../shared/fhir/partial-date.ts';
import { useNavigation } from '../../program/navigation.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import type { KeptRequest } from '../../vault/api/requests.ts';
import { countedWords, dayWords } from './due-words.ts';

/** The letter is saved or printed: what to do with it, and when an answer is due. */
export function SavedStep({ request }: { readonly request: KeptRequest }) {
  const { go } = useNavigation();
  const { to, due, receivedOn, nation, fileName, printed } = request;
  return (
    <Page title={printed === true ? 'Your letter is printed' : 'Your letter is saved'}>
      <Notice tone="good" title={printed === true ? 'Sent to the printer' : `Saved as ${fileName}`}>
        <p>
          {printed === true
            ? 'Sign it.'
            : 'Open it from where you saved it, print it, and sign it.'}
        </p>
      </Notice>
      <h2 className="nhsuk-heading-m">What to do now</h2>
      <ol className="nhsuk-list nhsuk-list--number">
        <li>Hand it in at {to}, post it, or send it by e-mail.</li>
        <li>
          Keep a copy, and note the day. They may ask who you are before they answer: a passport or
          a bill with your address is usual.
        </li>
        <li>When the answer comes, add it here: files, PDFs and letters.</li>
      </ol>
      <Notice title={`An answer is due by ${dayWords(due)}`}>
        {countedWords(receivedOn, nation).map((words) => (
          <p key={words}>{words}</p>
        ))}
        <p>
          If they ask who you are or what you mean, the time can begin anew with your answer. If the
          request is complex, they may take up to two months more, and have to tell you so by{' '}
          {formatDate(due)}.
        </p>
        <p>This date stands on your overview until you say that an answer has come.</p>
      </Notice>
      <div className="phr-actions">
        <Button
          onClick={() => {
            go({ screen: 'overview' });
          }}
        >
          See your record
        </Button>
      </div>
    </Page>
  );
}
