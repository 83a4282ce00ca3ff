import { Field } from '@base-ui/react/field';
import type { Ref } from 'react';
import { classNames } from './classNames.ts';

export interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The value is settled: Enter was pressed or the field was left. */
  readonly onCommit?: () => void;
  /** The field was left. */
  readonly onLeave?: () => void;
  readonly hint?: string | undefined;
  /** What is wrong with the value, and what to do. */
  readonly problem?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly inputRef?: Ref<HTMLInputElement>;
}

export function TextField({
  label,
  value,
  onChange,
  onCommit,
  onLeave,
  hint,
  problem,
  placeholder,
  maxLength,
  autoFocus,
  inputRef,
}: TextFieldProps) {
  const wrong = problem !== undefined;
  return (
    <Field.Root invalid={wrong} className="flex min-w-0 flex-col">
      <FieldLabel>
        <Field.Label>{label}</Field.Label>
      </FieldLabel>
      <Field.Control
        ref={inputRef}
        value={value}
        onValueChange={onChange}
        onBlur={onCommit ?? onLeave}
        onKeyDown={(event) => {
          if (event.key === 'Enter') onCommit?.();
        }}
        placeholder={placeholder}
        maxLength={maxLength}
        autoFocus={autoFocus}
        spellCheck={false}
        autoComplete="off"
        className={classNames(
          'h-10 w-full min-w-0 rounded-control bg-field px-3 edged compact:h-9',
          wrong ? 'inset-ring-2 inset-ring-stop' : 'inset-ring inset-ring-edge',
        )}
      />
      {wrong ? (
        <Field.Error match={true} className="mt-1.5 text-pill text-stop">
          {problem}
        </Field.Error>
      ) : (
        hint !== undefined && (
          <Field.Description className="mt-1.5 text-caption text-ink-3">{hint}</Field.Description>
        )
      )}
    </Field.Root>
  );
}

/** How a label stands above its control. */
export function FieldLabel({ children }: { readonly children: React.ReactNode }) {
  return (
    <div className="mb-1.5 text-caption font-semibold text-ink-2 compact:mb-1">{children}</div>
  );
}
