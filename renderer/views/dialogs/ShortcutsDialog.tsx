import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/Dialog.tsx';
import { KeyCap } from '../../ui/KeyCap.tsx';
import { KEY_CAPS } from '../keyboard.ts';
import { useApp } from '../ParleyProvider.tsx';

export interface ShortcutsDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
}

export function ShortcutsDialog({ open, onClose }: ShortcutsDialogProps) {
  const { t } = useTranslation();
  const enabled = useApp((state) => state.settings.shortcuts);
  const rows: readonly (readonly [string, string])[] = [
    [KEY_CAPS.microphone, t('shortcuts.microphone')],
    [KEY_CAPS.camera, t('shortcuts.camera')],
    [KEY_CAPS.share, t('shortcuts.share')],
    [KEY_CAPS.chat, t('shortcuts.chat')],
    [KEY_CAPS.people, t('shortcuts.people')],
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
        <h3 className="mt-5 mb-2.5 font-bold">{t('shortcuts.screenKeys')}</h3>
        <Keys rows={screenRows} />
      </div>
    </Dialog>
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
