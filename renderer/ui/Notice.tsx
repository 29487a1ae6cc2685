import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';

export type NoticeTone = 'information' | 'good' | 'care' | 'danger';

const icons = {
  information: 'information',
  good: 'tick',
  care: 'warning',
  danger: 'warning',
} as const satisfies Record<NoticeTone, IconName>;

type NoticeProps = {
  readonly tone?: NoticeTone;
  readonly title: string;
  /** Read out at once by screen readers when it appears: for what a person must hear now. */
  readonly announce?: boolean;
  readonly children?: ReactNode;
};

/** A boxed message: icon and words carry the meaning, colour repeats it. */
export function Notice({ tone = 'information', title, announce = false, children }: NoticeProps) {
  const role = announce ? (tone === 'danger' ? 'alert' : 'status') : undefined;
  return (
    <div className={`phr-notice phr-notice--${tone}`} role={role}>
      <Icon name={icons[tone]} size={28} />
      <div className="phr-notice__body">
        <p className="phr-notice__title">{title}</p>
        {children}
      </div>
    </div>
  );
}
