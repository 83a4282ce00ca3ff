import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ChoiceMenu } from '../../ui/ChoiceMenu.tsx';
import { useApp, useContacts, useParley } from '../ParleyProvider.tsx';
import { useOwnHue } from '../call/usePersonHue.ts';
import { PersonAvatar } from './PersonAvatar.tsx';
import { PresenceMark } from './PresenceMark.tsx';

const STATUSES = ['available', 'busy', 'do-not-disturb'] as const;

/** Oneself, as contacts see one, and the menu to change that. */
export function OwnStatus() {
  const { t } = useTranslation();
  const { app } = useParley();
  const name = useApp((state) => state.settings.displayName);
  const status = useApp((state) => state.settings.status);
  const hue = useOwnHue();
  const told = useContacts((state) => state.shownStatus);
  // Whatever one's status is, nobody is told it.
  const isCutOff = useApp(
    ({ server }) => server.state === 'unreachable' || server.state === 'reconnecting',
  );
  const shown = isCutOff ? 'unavailable' : told;
  const words = t(isCutOff ? 'contacts.cutOff' : `presence.${told}`);
  const hints = { busy: t('contacts.busyHint'), 'do-not-disturb': t('contacts.doNotDisturbHint') };
  return (
    <ChoiceMenu
      value={status}
      choices={STATUSES.map((value) => ({
        value,
        label: t(`presence.${value}`),
        icon: <PresenceMark presence={value} size={12} />,
        description: value === 'available' ? undefined : hints[value],
      }))}
      onChange={(value) => app.send({ type: 'change-settings', patch: { status: value } })}
    >
      {(trigger) => (
        <Button
          render={trigger}
          aria-label={t('contacts.status')}
          aria-description={`${name}, ${words}`}
          layout="-ml-2 h-12! compact:h-10! min-w-0 max-w-full flex-initial! justify-start! gap-2.5! px-2! font-medium!"
        >
          <PersonAvatar hue={hue} name={name} presence={shown} />
          <span className="min-w-0 text-left leading-4.5">
            <span className="block truncate font-bold">{name}</span>
            <span className="block text-caption text-ink-2">{words}</span>
          </span>
          <ChevronDown size={14} aria-hidden="true" className="flex-none text-ink-3" />
        </Button>
      )}
    </ChoiceMenu>
  );
}
