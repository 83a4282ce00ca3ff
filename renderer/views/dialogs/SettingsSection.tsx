import { useId, type ReactNode } from 'react';

export interface SettingsSectionProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Settings that belong together. */
export function SettingsSection({ title, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="flex flex-col gap-4 border-t border-line pt-4 compact:gap-3 compact:pt-3"
    >
      <h3 id={id} className="font-bold">
        {title}
      </h3>
      {children}
    </section>
  );
}
