import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { Tabs } from '@base-ui/react/tabs';
import { useId, type ReactNode } from 'react';
import { FieldLabel } from './TextField.tsx';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: ReactNode;
}

const BOX = 'inline-flex rounded-control bg-field p-0.75 inset-ring inset-ring-line edged';
const SEGMENT =
  'flex h-7 items-center gap-1.5 rounded-pill px-3 text-pill font-semibold text-ink-2 outline-offset-0 ' +
  'hover:text-ink';
const CHOSEN = 'bg-raised text-ink inset-ring inset-ring-edge';

interface SegmentedTabsProps<Value extends string> {
  readonly segments: readonly Segment<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** The list of tabs; its panels are {@link TabPanel}s inside the same {@link TabRoot}. */
export function TabList<Value extends string>({
  segments,
}: {
  readonly segments: readonly Segment<Value>[];
}) {
  return (
    <Tabs.List activateOnFocus className={BOX}>
      {segments.map(({ value, label, icon }) => (
        <Tabs.Tab
          key={value}
          value={value}
          className={({ active }) => (active ? `${SEGMENT} ${CHOSEN}` : SEGMENT)}
        >
          {icon}
          {label}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}

export function TabRoot<Value extends string>({
  value,
  onChange,
  children,
}: {
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly children: ReactNode;
}) {
  return (
    <Tabs.Root value={value} onValueChange={onChange} className="contents">
      {children}
    </Tabs.Root>
  );
}

export function TabPanel({
  value,
  layout,
  children,
}: {
  readonly value: string;
  readonly layout: string;
  readonly children: ReactNode;
}) {
  return (
    <Tabs.Panel value={value} tabIndex={-1} className={layout}>
      {children}
    </Tabs.Panel>
  );
}

export interface SegmentedChoiceProps<Value extends string> extends SegmentedTabsProps<Value> {
  readonly label: string;
  /** The label stands before it instead of above. */
  readonly inline?: boolean;
}

/** One of a few, all in sight. */
export function SegmentedChoice<Value extends string>({
  label,
  segments,
  value,
  onChange,
  inline = false,
}: SegmentedChoiceProps<Value>) {
  const id = useId();
  return (
    <div className={inline ? 'flex items-center gap-2.5' : ''}>
      {inline ? (
        <span id={id} className="text-ink-2">
          {label}
        </span>
      ) : (
        <FieldLabel>
          <span id={id}>{label}</span>
        </FieldLabel>
      )}
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next)}
        className={BOX}
      >
        {segments.map((segment) => (
          <Radio.Root
            key={segment.value}
            value={segment.value}
            aria-label={segment.label}
            className={({ checked }) => (checked ? `${SEGMENT} ${CHOSEN}` : SEGMENT)}
          >
            {segment.icon}
            {segment.label}
          </Radio.Root>
        ))}
      </RadioGroup>
    </div>
  );
}
