import { useState } from 'react';
import { useParley, usePicker } from '../ParleyProvider.tsx';
import { PickerDialog } from './PickerDialog.tsx';

/** The choice of what to share, while it is wanted. */
export function ScreenPicker() {
  const { picker } = useParley();
  const snapshot = usePicker((state) => state);
  // What it shows stays while it closes.
  const [last, setLast] = useState(snapshot);
  if (snapshot.state !== 'closed' && snapshot !== last) setLast(snapshot);
  const open = snapshot.state !== 'closed';
  return <PickerDialog open={open} shown={last} onClose={() => picker.send({ type: 'close' })} />;
}
