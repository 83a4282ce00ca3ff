import { useEffect, useRef } from 'react';
import { isCovered, isTyping, keyCommand, takesEscape, takesSpace } from '../keyboard.ts';
import type { CallControls } from './useCallControls.ts';

export interface CallKeys {
  /** Single keys are switched on in the settings; Esc always works. */
  readonly enabled: boolean;
  readonly controls: CallControls;
  togglePanel(panel: 'chat' | 'people'): void;
  /** @returns whether there was something to close. */
  closePanel(): boolean;
}

/** The call's single keys, and Space to talk while muted for as long as it is held. */
export function useCallKeys(keys: CallKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const life = new AbortController();
    const { signal } = life;
    let talking = false;
    // A button that was clicked keeps the focus without meaning to be pressed by Space.
    let byPointer = false;

    const endTalk = (): void => {
      if (!talking) return;
      talking = false;
      latest.current.controls.setMicrophone(false);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'Tab' || event.key.startsWith('Arrow')) byPointer = false;
      const command = keyCommand(event);
      if (command === null || event.isComposing || isCovered(document)) return;
      const { enabled, controls, togglePanel, closePanel } = latest.current;
      if (command === 'escape') {
        if (!takesEscape(event.target) && closePanel()) event.preventDefault();
        return;
      }
      if (!enabled || isTyping(event.target)) return;
      if (command === 'talk') {
        if (takesSpace(event.target) && !byPointer) return;
        event.preventDefault();
        event.stopPropagation();
        if (event.repeat || talking || controls.microphone) return;
        talking = true;
        controls.setMicrophone(true);
        return;
      }
      if (command === 'list' || event.repeat) return;
      event.preventDefault();
      switch (command) {
        case 'microphone':
          return controls.toggleMicrophone();
        case 'camera':
          return controls.toggleCamera();
        case 'share':
          return controls.toggleShare();
        case 'small':
          return controls.showSmall?.();
        case 'chat':
        case 'people':
          return togglePanel(command);
      }
    };
    const release = (event: KeyboardEvent): void => {
      if (event.key === ' ') endTalk();
    };

    // Before the controls, so that Space can be kept from the button that was clicked last.
    const early = { signal, capture: true };
    document.addEventListener('keydown', press, early);
    document.addEventListener('keyup', release, early);
    document.addEventListener('pointerdown', () => (byPointer = true), early);
    // A key let go of elsewhere is never told.
    window.addEventListener('blur', endTalk, { signal });
    return () => {
      endTalk();
      life.abort();
    };
  }, []);
}
