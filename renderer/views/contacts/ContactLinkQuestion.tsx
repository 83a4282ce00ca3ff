import { Link } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpenedContactLink } from '../../../preload/contract/contacts.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { hostOf } from '../dialogs/serverField.ts';
import { useContacts, useParley } from '../ParleyProvider.tsx';

interface Question {
  readonly title: string;
  readonly text: string;
  /** What yes does; null: there is nothing to do. */
  readonly yes: string | null;
}

/** What a contact or call link asks of the person. */
function useQuestion(link: OpenedContactLink | null): Question {
  const { t } = useTranslation();
  if (link === null) return { title: '', text: '', yes: null };
  const { kind, name, known, server } = link;
  const where = server === null ? '' : ` ${t('contactLink.server', { host: hostOf(server) })}`;
  if (kind === 'call' && known) {
    return {
      title: t('contactLink.callTitle', { name }),
      text: t('contactLink.callText'),
      yes: t('contactLink.call'),
    };
  }
  if (known) return { title: name, text: t('contactLink.knownText', { name }), yes: null };
  return {
    title: t(kind === 'call' ? 'contactLink.strangerTitle' : 'contactLink.addTitle', { name }),
    text: t(kind === 'call' ? 'contactLink.strangerText' : 'contactLink.addText') + where,
    yes: t('contactLink.ask'),
  };
}

/** Asks before a link adds or calls anybody. */
export function ContactLinkDialog() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const asked = useContacts((state) => state.openedLink);
  // Its words stay while it closes.
  const [link, setLink] = useState(asked);
  if (asked !== null && asked !== link) setLink(asked);
  const { title, text, yes } = useQuestion(link);
  const settle = (accepted: boolean): void => contacts.send({ type: 'settle-link', accepted });
  return (
    <Dialog
      open={asked !== null}
      onClose={() => settle(false)}
      title={title}
      text={text}
      width="small"
      footer={
        <>
          <span className="flex-1" />
          <Button onClick={() => settle(false)}>
            {t(yes === null ? 'common.dismiss' : 'common.cancel')}
          </Button>
          {yes !== null && (
            <Button look="go" onClick={() => settle(true)}>
              {yes}
            </Button>
          )}
        </>
      }
    />
  );
}

/** The same question during a call, which no dialog may cover. */
export function ContactLinkStrip() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const link = useContacts((state) => state.openedLink);
  const { title, text, yes } = useQuestion(link);
  if (link === null) return null;
  const settle = (accepted: boolean): void => contacts.send({ type: 'settle-link', accepted });
  return (
    <Strip
      tone="plain"
      icon={<Link size={18} aria-hidden="true" />}
      title={title}
      text={text}
      actions={
        <>
          <Button size="small" onClick={() => settle(false)}>
            {t(yes === null ? 'common.dismiss' : 'common.cancel')}
          </Button>
          {yes !== null && (
            <Button size="small" look="line" onClick={() => settle(true)}>
              {yes}
            </Button>
          )}
        </>
      }
    />
  );
}
