import { Link } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useApp, useParley } from '../ParleyProvider.tsx';
import { hostOf } from './serverField.ts';

/** Asks before a link leads to a server that the person has not used. */
export function LinkDialog() {
  const { t } = useTranslation();
  const { app } = useParley();
  const asked = useApp((state) => state.openedLink);
  // Its words stay while it closes.
  const [link, setLink] = useState(asked);
  if (asked !== null && asked !== link) setLink(asked);
  const settle = (accepted: boolean): void => app.send({ type: 'settle-link', accepted });
  return (
    <Dialog
      open={asked !== null}
      onClose={() => settle(false)}
      title={link === null ? '' : t('link.title', { room: link.room })}
      text={
        link === null || link.server === null || link.trusted
          ? undefined
          : t('link.foreign', { host: hostOf(link.server) })
      }
      width="small"
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={() => settle(false)}>{t('common.cancel')}</Button>
          <Button look="go" onClick={() => settle(true)}>
            {t(link?.trusted === true ? 'home.join' : 'link.useServer')}
          </Button>
        </>
      }
    />
  );
}

/** The same question during a call, which no dialog may cover. */
export function LinkStrip() {
  const { t } = useTranslation();
  const { app } = useParley();
  const link = useApp((state) => state.openedLink);
  if (link === null) return null;
  const settle = (accepted: boolean): void => app.send({ type: 'settle-link', accepted });
  const foreign =
    link.server === null || link.trusted
      ? ''
      : `${t('link.foreign', { host: hostOf(link.server) })} `;
  return (
    <Strip
      tone="caution"
      icon={<Link size={18} aria-hidden="true" />}
      title={t('link.title', { room: link.room })}
      text={`${foreign}${t('link.leavesCall')}`}
      actions={
        <>
          <Button size="small" onClick={() => settle(false)}>
            {t('common.cancel')}
          </Button>
          <Button size="small" look="line" onClick={() => settle(true)}>
            {t('link.joinOther')}
          </Button>
        </>
      }
    />
  );
}
