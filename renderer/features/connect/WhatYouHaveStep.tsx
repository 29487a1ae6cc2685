import type { Have } from '../../program/navigation.ts';
import { Page } from '../../ui/Page.tsx';
import { PageList } from '../../ui/PageList.tsx';
import { whatYouHave } from './what-you-have.ts';

/** The first question of adding records: what there is to add. */
export function WhatYouHaveStep({ onChoose }: { readonly onChoose: (have: Have) => void }) {
  return (
    <Page title="What do you have?" above="Add records">
      <p className="phr-lede">
        Choose what is nearest. What you add is stored encrypted on this computer, and nothing of
        your record is sent to anyone.
      </p>
      <PageList<Have> pages={whatYouHave} onChoose={onChoose} />
    </Page>
  );
}
