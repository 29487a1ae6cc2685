import type { ReactNode } from 'react';
import { useNavigation } from '../../program/navigation.ts';
import { BackButton } from '../../ui/Button.tsx';
import { Page } from '../../ui/Page.tsx';

type SettingsFrameProps = {
  readonly title: string;
  /** Small words above the title, such as "Step 1 of 3". */
  readonly above?: string;
  /** Where "Back" leads; without it, to the list of the settings. */
  readonly back?: { readonly words: string; readonly go: () => void };
  readonly children: ReactNode;
};

/** One page of the settings, with its way back. */
export function SettingsFrame({ title, above, back, children }: SettingsFrameProps) {
  const { go } = useNavigation();
  return (
    <>
      <div className="phr-page phr-way-back">
        <BackButton
          onClick={
            back?.go ??
            (() => {
              go({ screen: 'settings' });
            })
          }
        >
          {back?.words ?? 'Settings'}
        </BackButton>
      </div>
      <Page title={title} {...(above === undefined ? {} : { above })}>
        {children}
      </Page>
    </>
  );
}
