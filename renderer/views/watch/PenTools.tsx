import { ArrowUpRight, ClockFading, PencilLine, Square, Type, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { InkTool } from '../../../preload/contract/presenting.ts';
import { ColourMenu } from '../../ui/ColourMenu.tsx';
import { PlateButton, PlateSeparator } from '../../ui/PlateToolbar.tsx';
import type { HUES } from '../identity.ts';
import { inkColours } from '../ink/inkColours.ts';
import type { Pens } from './pens.ts';

const COLOUR_NAMES = [
  'red',
  'orange',
  'yellow',
  'green',
  'teal',
  'blue',
  'violet',
  'pink',
] as const satisfies { readonly length: (typeof HUES)['length'] } & readonly string[];
const PENS = [
  { tool: 'pen', icon: PencilLine },
  { tool: 'arrow', icon: ArrowUpRight },
  { tool: 'rectangle', icon: Square },
  { tool: 'text', icon: Type },
] as const satisfies readonly { tool: InkTool; icon: LucideIcon }[];

export interface PenToolsProps {
  readonly pens: Pens;
  readonly onPens: (pens: Pens) => void;
}

export interface PenColoursProps extends PenToolsProps {
  /** Why none can be chosen now. */
  readonly disabled?: string | undefined;
}

/** The colour in which one points and draws. */
export function PenColours({ pens, onPens, disabled }: PenColoursProps) {
  const { t } = useTranslation();
  const dot = (
    <span
      aria-hidden="true"
      style={{ backgroundColor: inkColours(pens.colour).line }}
      className="size-3.5 rounded-full ring-2 ring-[#fff]"
    />
  );
  const label = t('watch.colour');
  if (disabled !== undefined) return <PlateButton label={label} icon={dot} disabled={disabled} />;
  const name = COLOUR_NAMES[pens.colour];
  return (
    <ColourMenu
      value={pens.colour}
      onChange={(colour) => onPens({ ...pens, colour })}
      colours={COLOUR_NAMES.map((own, value) => ({
        value,
        label: t(`watch.${own}`),
        colour: inkColours(value).line,
      }))}
    >
      {(trigger) => (
        <PlateButton
          label={label}
          icon={dot}
          render={trigger}
          description={name === undefined ? undefined : t(`watch.${name}`)}
        />
      )}
    </ColourMenu>
  );
}

/** With what one draws, and whether it stays. */
export function PenTools({ pens, onPens }: PenToolsProps) {
  const { t } = useTranslation();
  return (
    <>
      {PENS.map(({ tool, icon: Icon }) => (
        <PlateButton
          key={tool}
          label={t(`watch.${tool}`)}
          icon={<Icon size={18} aria-hidden="true" />}
          pressed={pens.tool === tool}
          onClick={() => onPens({ ...pens, tool })}
        />
      ))}
      <PlateSeparator />
      <PlateButton
        label={t('watch.fading')}
        icon={<ClockFading size={18} aria-hidden="true" />}
        pressed={pens.fades}
        onClick={() => onPens({ ...pens, fades: !pens.fades })}
      />
    </>
  );
}
