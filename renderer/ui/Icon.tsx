const paths = {
  home: 'M4 11.5 12 4l8 7.5V20a1 1 0 0 1-1 1h-4.5v-6h-5v6H5a1 1 0 0 1-1-1z',
  record: 'M6 3h9l4 4v13a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm2.5 8h7M8.5 15h7M8.5 7h3',
  add: 'M12 5v14M5 12h14',
  summary:
    'M7 3h10a1 1 0 0 1 1 1v16a1 1 0 0 1-1 1H7a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm2.5 5.5h5M9.5 12h5M9.5 15.5h3',
  shares: 'M4 12v7a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-7M12 15V4m-4 4 4-4 4 4',
  check: 'M4.5 12.5 10 18l9.5-11',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  lock: 'M7 11V8a5 5 0 0 1 10 0v3M6 11h12a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H6a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1z',
  tick: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm-4 9.5 3 3 5.5-6.5',
  warning: 'M12 3.5 22 20.5H2zM12 10v5M12 17.6v.4',
  cross: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM8.5 8.5l7 7M15.5 8.5l-7 7',
  clock: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 7.5V12l3.5 2',
  information: 'M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zM12 11v5.5M12 7.4v.4',
} as const;

export type IconName = keyof typeof paths;

/** A line drawing beside words that say the same: hidden from screen readers. */
export function Icon({ name, size = 24 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
