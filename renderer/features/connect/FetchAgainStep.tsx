import { Button, LinkButton } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';

type FetchAgainStepProps = {
  readonly name: string;
  readonly onFetch: () => void;
  readonly onOther: () => void;
};

/** A source that is there already: fetch what is new or was missing. */
export function FetchAgainStep({ name, onFetch, onOther }: FetchAgainStepProps) {
  return (
    <Page title={`Fetch from ${name}`}>
      <p className="phr-lede">
        We look for what is new, changed or was missing. Nothing that you have is removed.
      </p>
      <div className="phr-actions">
        <Button onClick={onFetch}>Fetch now</Button>
        <LinkButton block onClick={onOther}>
          Add from somewhere else
        </LinkButton>
      </div>
    </Page>
  );
}
