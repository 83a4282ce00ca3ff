import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { KEY_CAPS } from '../keyboard.ts';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { capsOf } from './accelerator.ts';

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ open, onClose }: ShortcutsDialogProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  // Whether the global ones work is only known by asking.
  useEffect(() => {
    if (open) app.send({ type: 'look-at-settings' });
  }, [app, open]);
  const enabled = useApp((state) => state.settings.shortcuts);
  const rows: readonly (readonly [string, string])[] = [
    [KEY_CAPS.microphone, t('shortcuts.microphone')],
    [KEY_CAPS.camera, t('shortcuts.camera')],
    [KEY_CAPS.share, t('shortcuts.share')],
    [KEY_CAPS.chat, t('shortcuts.chat')],
    [KEY_CAPS.people, t('shortcuts.people')],
    [KEY_CAPS.small, t('callLife.smallWindow')],
    [t('shortcuts.space'), t('shortcuts.talk')],
    [t('shortcuts.esc'), t('shortcuts.escape')],
    [KEY_CAPS.list, t('shortcuts.list')],
  ];
  const screenRows: readonly (readonly [string, string])[] = [
    ['+ −', t('shortcuts.zoom')],
    ['0 1', t('shortcuts.fit')],
    [t('shortcuts.arrows'), t('shortcuts.pan')],
    [t('shortcuts.space'), t('shortcuts.pen')],
    [t('shortcuts.esc'), t('shortcuts.tool')],
  ];
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t('shortcuts.title')}
      closeLabel={t('shortcuts.close')}
      width="small"
    >
      <div
        // Scrolled by keyboard when it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className="min-h-0 overflow-y-auto -outline-offset-2 scroll-thin px-6 pb-5 compact:px-4 compact:pb-4"
      >
        <Keys rows={rows} />
        <p className="mt-3 text-pill text-ink-2">
          {enabled ? t('shortcuts.note') : t('shortcuts.off')}
        </p>
        <h3 className="mt-5 mb-2.5 font-bold">{t('shortcuts.everywhere')}</h3>
        <GlobalKeys />
        <h3 className="mt-5 mb-2.5 font-bold">{t('shortcuts.screenKeys')}</h3>
        <Keys rows={screenRows} />
      </div>
    </Dialog>
  );
}

const GLOBAL = ['palette', 'mute'] as const;

/** Those that work in every app, as they are set, and what keeps them from working. */
function GlobalKeys() {
  const { t } = useTranslation();
  const shortcuts = useApp((state) => state.settings.globalShortcuts);
  const states = useApp((state) => state.globalShortcuts);
  const platform = useApp((state) => state.platform);
  return (
    <>
      <dl className="grid grid-cols-[minmax(4rem,auto)_1fr] items-baseline gap-x-4 gap-y-2">
        {GLOBAL.map((which) => {
          const keys = shortcuts[which];
          const state = states?.[which] ?? 'on';
          return (
            <div key={which} className="contents">
              <dt className="flex justify-end gap-1">
                {keys === null ? (
                  <span className="text-pill text-ink-3">{t('setup.noKeys')}</span>
                ) : (
                  capsOf(keys, platform).map((cap) => <KeyCap key={cap}>{cap}</KeyCap>)
                )}
              </dt>
              <dd>
                {t(`setup.${which}`)}
                {keys !== null && (state === 'taken' || state === 'unsupported') && (
                  <span className="block text-caption text-stop">{t(`setup.${state}`)}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-3 text-pill text-ink-2">{t('shortcuts.everywhereNote')}</p>
    </>
  );
}

function Keys({ rows }: { readonly rows: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(4rem,auto)_1fr] items-baseline gap-x-4 gap-y-2">
      {rows.map(([key, meaning]) => (
        <div key={meaning} className="contents">
          <dt className="text-right">
            <KeyCap>{key}</KeyCap>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
