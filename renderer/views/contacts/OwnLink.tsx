import { Check, Copy, Unlink, Wifi } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnLinkSnapshot } from '../../../preload/contract/contactsSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Strip } from '../../ui/Strip.tsx';
import { useOpenDialog } from '../dialogs/openDialog.ts';
import { useApp, useContacts, useParley } from '../ParleyProvider.tsx';

/** One's own contact link: to copy, to be photographed, to be replaced. */
export function OwnLink() {
  const { t } = useTranslation();
  const link = useContacts((state) => state.link);
  return (
    <section>
      <h3 className="font-bold">{t('addContact.ownTitle')}</h3>
      <p className="mt-0.5 text-pill text-ink-2">{t('addContact.ownText')}</p>
      <div className="mt-3">
        <Shown link={link} />
      </div>
    </section>
  );
}

function Shown({ link }: { readonly link: OwnLinkSnapshot }) {
  const { t } = useTranslation();
  switch (link.state) {
    case 'unknown':
    case 'loading':
      return <p className="after-wait text-ink-2">{t('addContact.making')}</p>;
    case 'failed':
      return <Failed failure={link.failure} />;
    case 'ready':
      return (
        <>
          <Ready link={link.link} copied={link.copied} />
          <Where />
          <Code code={link.code} />
        </>
      );
  }
}

function Ready({ link, copied }: { readonly link: string; readonly copied: boolean }) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  return (
    <div className="flex gap-4 compact:gap-3">
      <QrCode
        label={t('addContact.qr')}
        text={link}
        layout="size-36 flex-none rounded-control inset-ring inset-ring-line compact:size-30"
      />
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <textarea
          readOnly
          rows={4}
          aria-label={t('addContact.link')}
          value={link}
          onFocus={(event) => event.currentTarget.select()}
          className="w-full resize-none rounded-control bg-field px-3 py-2 font-mono text-caption break-all text-ink-2 inset-ring inset-ring-edge edged scroll-thin"
        />
        <div className="flex flex-wrap gap-2">
          <Button look="line" onClick={() => contacts.send({ type: 'copy-link' })}>
            {copied ? (
              <Check size={18} aria-hidden="true" className="text-voice" />
            ) : (
              <Copy size={18} aria-hidden="true" />
            )}
            {t('addContact.copy')}
          </Button>
          <span role="status" className="sr-only">
            {copied ? t('addContact.copied') : ''}
          </span>
          <Renew />
        </div>
      </div>
    </div>
  );
}

/** From where the link leads to us. */
function Where() {
  const { t } = useTranslation();
  const openDialog = useOpenDialog();
  const { kind, address } = useApp((state) => state.server);
  if (kind === 'remote') {
    return (
      <p className="mt-3 text-pill text-ink-2">{t('addContact.whereServer', { host: address })}</p>
    );
  }
  return (
    <div className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-control bg-field p-3 text-pill edged">
      <Wifi size={18} aria-hidden="true" className="flex-none text-ink-2" />
      <p className="min-w-48 flex-1">{t('addContact.whereHere')}</p>
      <Button size="small" look="line" onClick={() => openDialog('settings')}>
        {t('addContact.openSettings')}
      </Button>
    </div>
  );
}

/** The link as letters that are read out, five groups in a line, and the server below. */
function Code({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const id = useId();
  const [letters = '', server = ''] = code.split('@');
  const groups = letters.split('-');
  const half = Math.ceil(groups.length / 2);
  const lines = [groups.slice(0, half).join('-'), groups.slice(half).join('-'), `@${server}`];
  return (
    <div className="mt-4 compact:mt-3">
      <label htmlFor={id} className="text-pill font-semibold">
        {t('addContact.code')}
      </label>
      <textarea
        id={id}
        readOnly
        rows={3}
        aria-describedby={`${id}-hint`}
        value={lines.join('\n')}
        onFocus={(event) => event.currentTarget.select()}
        className="mt-1 block w-full resize-none rounded-control bg-field px-3 py-2 font-mono tracking-wide text-ink inset-ring inset-ring-edge edged scroll-thin"
      />
      <p id={`${id}-hint`} className="mt-1 text-caption text-ink-3">
        {t('addContact.codeHint')}
      </p>
    </div>
  );
}

/** Replaces the link, after saying what that means. */
function Renew() {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return <Button onClick={() => setAsking(true)}>{t('addContact.renew')}</Button>;
  }
  return (
    <div className="w-full rounded-control bg-caution-wash p-3 edged">
      <p className="text-pill">{t('addContact.renewText')}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button
          size="small"
          look="line"
          onClick={() => {
            setAsking(false);
            contacts.send({ type: 'renew-link' });
          }}
        >
          {t('addContact.renewYes')}
        </Button>
        <Button size="small" autoFocus onClick={() => setAsking(false)}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}

const FAILURES = { no_address: 'noAddress', no_identity: 'noIdentity', failed: 'failed' } as const;

function Failed({
  failure,
}: {
  readonly failure: Extract<OwnLinkSnapshot, { readonly state: 'failed' }>['failure'];
}) {
  const { t } = useTranslation();
  const { contacts } = useParley();
  const words = FAILURES[failure];
  return (
    <Strip
      tone="caution"
      icon={<Unlink size={18} aria-hidden="true" />}
      title={t(`addContact.${words}`)}
      text={t(`addContact.${words}Text`)}
      actions={
        failure !== 'no_identity' && (
          <Button size="small" look="line" onClick={() => contacts.send({ type: 'show-link' })}>
            {t('common.tryAgain')}
          </Button>
        )
      }
    />
  );
}
