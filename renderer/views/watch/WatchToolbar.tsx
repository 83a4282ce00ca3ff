import {
  Ellipsis,
  Eraser,
  Focus,
  Fullscreen,
  Maximize,
  Minimize,
  MousePointer2,
  Pencil,
  Sparkles,
  SquareArrowOutUpRight,
  Undo2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';
import type { InkIntent } from '../../../preload/contract/presenting.ts';
import { Menu } from '../../ui/Menu.tsx';
import { PlateButton, PlateSeparator, PlateToolbar } from '../../ui/PlateToolbar.tsx';
import { useCallStore } from '../ParleyProvider.tsx';
import { PenColours, PenTools } from './PenTools.tsx';
import { isAllowed, type HandTool, type Pens } from './pens.ts';

/** Something the toolbar can do to the view; `on`: that is how it is. */
interface Switch {
  readonly on: boolean;
  readonly press: () => void;
}

export interface WatchToolbarProps {
  /** Accessible name of the tile that it belongs to. */
  readonly tile: string;
  readonly screen: SharedScreen;
  /** What is rarely needed goes into a menu. */
  readonly narrow: boolean;
  readonly tool: HandTool;
  readonly onTool: (tool: HandTool) => void;
  readonly pens: Pens;
  readonly onPens: (pens: Pens) => void;
  readonly fit: Switch;
  readonly actualSize: Switch;
  readonly fullScreen: Switch;
  /** Null where it is in a window of its own already. */
  readonly ownWindow: (() => void) | null;
  /** Null while there is only one. */
  readonly focus: Switch | null;
}

interface Tool {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly pressed?: boolean | undefined;
  readonly busy?: boolean;
  readonly disabled?: string | undefined;
  readonly description?: string | undefined;
  readonly press: () => void;
}

function icon(Icon: LucideIcon): ReactNode {
  return <Icon size={18} aria-hidden="true" />;
}

/** What can be done with a watched screen. */
export function WatchToolbar(props: WatchToolbarProps) {
  const { t } = useTranslation();
  const { tile, narrow, tool, onTool, screen, fullScreen } = props;
  const forbidden = useForbidden(screen);
  const hands: readonly Tool[] = [
    {
      key: 'point',
      label: t('watch.point'),
      icon: icon(MousePointer2),
      pressed: tool === 'point',
      disabled: forbidden('point'),
      press: () => onTool(tool === 'point' ? 'none' : 'point'),
    },
    {
      key: 'draw',
      label: t('watch.draw'),
      icon: icon(Pencil),
      pressed: tool === 'draw',
      disabled: forbidden('draw'),
      press: () => onTool(tool === 'draw' ? 'none' : 'draw'),
    },
  ];
  const full: Tool = {
    key: 'full',
    label: t('watch.fullScreen'),
    icon: icon(fullScreen.on ? Minimize : Maximize),
    pressed: fullScreen.on,
    press: fullScreen.press,
  };
  const ink = useInkTools(screen, forbidden('draw'));
  const still = useStillTool(screen);
  const views = useViewTools(props);
  const main = (
    <>
      <Tools tools={hands} />
      <PenColours {...props} disabled={forbidden('point')} />
      <PlateSeparator />
      {narrow ? (
        <>
          <Tools tools={[full]} />
          <More tools={[...ink, still, ...views]} />
        </>
      ) : (
        <>
          <Tools tools={ink} />
          <PlateSeparator />
          <Tools tools={[still]} />
          <PlateSeparator />
          <Tools tools={[...views.slice(0, 2), full, ...views.slice(2)]} />
        </>
      )}
    </>
  );
  return (
    <PlateToolbar
      label={t('watch.tools', { screen: tile })}
      rows={tool === 'draw' ? [<PenTools key="pens" {...props} />, main] : [main]}
    />
  );
}

function useForbidden({ ink, ownerName }: SharedScreen): (tool: HandTool) => string | undefined {
  const { t } = useTranslation();
  return (tool) => {
    if (isAllowed(tool, ink)) return undefined;
    return ink === 'nobody'
      ? t('watch.inkNobody', { name: ownerName })
      : t('watch.inkPointers', { name: ownerName });
  };
}

function useInkTools({ share }: SharedScreen, disabled: string | undefined): readonly Tool[] {
  const { t } = useTranslation();
  const call = useCallStore();
  const send = (ink: InkIntent): void => call.send({ type: 'ink', share, ink });
  return [
    {
      key: 'undo',
      label: t('watch.undo'),
      icon: icon(Undo2),
      disabled,
      press: () => send({ type: 'undo' }),
    },
    {
      key: 'clear',
      label: t('watch.clear'),
      icon: icon(Eraser),
      disabled,
      press: () => send({ type: 'clear', whose: 'own' }),
    },
  ];
}

function useStillTool({ share, still }: SharedScreen): Tool {
  const { t } = useTranslation();
  const call = useCallStore();
  return {
    key: 'sharpen',
    label: t('watch.sharpen'),
    icon: icon(Sparkles),
    busy: still === 'coming',
    description: still === 'failed' ? t('watch.sharpenFailed') : undefined,
    press: () => call.send({ type: 'sharpen', share }),
  };
}

function useViewTools({ fit, actualSize, ownWindow, focus }: WatchToolbarProps): readonly Tool[] {
  const { t } = useTranslation();
  const tools: Tool[] = [
    {
      key: 'fit',
      label: t('watch.fit'),
      icon: icon(Fullscreen),
      pressed: fit.on,
      press: fit.press,
    },
    {
      key: 'actual',
      label: t('watch.actualSize'),
      icon: (
        <span aria-hidden="true" className="text-key font-bold tabular-nums">
          1:1
        </span>
      ),
      pressed: actualSize.on,
      press: actualSize.press,
    },
  ];
  if (ownWindow !== null) {
    tools.push({
      key: 'window',
      label: t('watch.ownWindow'),
      icon: icon(SquareArrowOutUpRight),
      press: ownWindow,
    });
  }
  if (focus !== null) {
    tools.push({
      key: 'focus',
      label: t('watch.focus'),
      icon: icon(Focus),
      pressed: focus.on,
      press: focus.press,
    });
  }
  return tools;
}

function Tools({ tools }: { readonly tools: readonly Tool[] }) {
  return tools.map(({ key, press, ...tool }) => (
    <PlateButton key={key} {...tool} onClick={press} />
  ));
}

function More({ tools }: { readonly tools: readonly Tool[] }) {
  const { t } = useTranslation();
  return (
    <Menu entries={tools.map(({ press, ...tool }) => ({ ...tool, onChoose: press }))}>
      {(trigger) => <PlateButton label={t('watch.more')} icon={icon(Ellipsis)} render={trigger} />}
    </Menu>
  );
}
