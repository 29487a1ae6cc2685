import type { Grant } from '../../../shared/record/source.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { GrantList } from '../../ui/GrantList.tsx';

type GrantStepProps = {
  readonly service: string;
  readonly grant: Grant;
  readonly onFetch: () => void;
  readonly onSignInAgain: () => void;
};

/** The service let this program read less than was asked for: said before anything is fetched. */
export function GrantStep({ service, grant, onFetch, onSignInAgain }: GrantStepProps) {
  return (
    <Page title={`What ${service} lets us read`}>
      <Notice tone="care" title="Not everything was allowed">
        <p>
          You may have left something out at the sign-in, or the service never gives it. What is not
          allowed will be missing from your record.
        </p>
      </Notice>
      <GrantList grant={grant} />
      <div className="phr-actions">
        <Button onClick={onFetch}>Fetch what is allowed</Button>
        <Button kind="secondary" onClick={onSignInAgain}>
          Sign in again and allow more
        </Button>
      </div>
    </Page>
  );
}
