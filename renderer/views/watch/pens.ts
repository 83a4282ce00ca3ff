import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { InkTool } from '../../../preload/contract/presenting.ts';

/** What one's hand does on a watched picture; none: it moves the picture itself. */
export type HandTool = 'none' | 'point' | 'draw';

/** How one draws, on whichever screen. */
export interface Pens {
  readonly tool: InkTool;
  /** 0 to 7. */
  readonly colour: number;
  readonly fades: boolean;
}

/** Whether the presenter lets others do this. */
export function isAllowed(tool: HandTool, ink: SharedScreen['ink']): boolean {
  switch (tool) {
    case 'none':
      return true;
    case 'point':
      return ink !== 'nobody';
    case 'draw':
      return ink === 'everyone';
  }
}
