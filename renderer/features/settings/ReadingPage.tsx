import { useState } from 'react';
import { setTextSize, textSizeNow, type TextSize } from '../../program/text-size.ts';
import { Radios } from '../../ui/Choice.tsx';
import { SettingsFrame } from './SettingsFrame.tsx';
import { settingsPages } from './settings-pages.ts';

const sizes: readonly { readonly value: TextSize; readonly label: string }[] = [
  { value: 'usual', label: 'Usual' },
  { value: 'large', label: 'Large' },
  { value: 'largest', label: 'Very large' },
];

/** How large the words are, until the program is closed. */
export function ReadingPage() {
  const [size, setSize] = useState(textSizeNow);
  return (
    <SettingsFrame title={settingsPages.reading.title}>
      <Radios
        legend="Text size"
        options={sizes}
        value={size}
        onChange={(next) => {
          setTextSize(next);
          setSize(next);
        }}
      />
      <p className="phr-small phr-quiet">It stays until you close the program.</p>
    </SettingsFrame>
  );
}
