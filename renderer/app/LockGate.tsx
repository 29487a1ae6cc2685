import { useState } from 'react';
import { Shell } from './Shell.tsx';
import { Entrance } from './gate/Entrance.tsx';

/** Nothing of the record is drawn before it is open. */
export function LockGate() {
  const [open, setOpen] = useState(false);
  if (open) return <Shell />;
  return (
    <Entrance
      onOpen={() => {
        setOpen(true);
      }}
    />
  );
}
