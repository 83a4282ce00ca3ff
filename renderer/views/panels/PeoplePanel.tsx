import { Link, Mic, MicOff, ScreenShare, Video, VideoOff, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkState, Participant } from '../../../preload/contract/callSnapshot.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { usePersonHue } from '../call/usePersonHue.ts';
import { initialOf } from '../identity.ts';
import { useCall, useParley } from '../ParleyProvider.tsx';
import { CallSomebody } from './CallSomebody.tsx';
import { AddMember, MemberContactNote } from './MemberContact.tsx';
import { Panel, type PanelViewProps } from './Panel.tsx';

export function PeoplePanel({ panelRef, onClose }: PanelViewProps) {
  const { t } = useTranslation();
  const { app } = useParley();
  const self = useCall((state) => state.self);
  const participants = useCall((state) => state.participants);
  const screens = useCall((state) => state.screens);
  const capacity = useCall((state) => state.capacity);
  const list = useRef<HTMLUListElement>(null);
  useEffect(() => list.current?.focus(), []);
  const presents = (id: Participant['id']): boolean => screens.some(({ owner }) => owner === id);
  return (
    <Panel
      panelRef={panelRef}
      title={t('people.title')}
      closeLabel={t('people.close')}
      onClose={onClose}
      aside={
        <span className="text-pill text-ink-3 tabular-nums">
          {t('people.count', { count: participants.length + 1, capacity })}
        </span>
      }
    >
      <ul
        ref={list}
        // Scrolled by keyboard when it has the focus.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        aria-label={t('people.list')}
        className="relative min-h-0 flex-1 overflow-y-auto scroll-thin px-2 -outline-offset-2"
      >
        <PersonRow
          person={self}
          name={t('common.you', { name: self.name })}
          link="good"
          presents={presents(self.id)}
        />
        {participants.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            name={person.name}
            link={person.link}
            presents={presents(person.id)}
            note={<MemberContactNote person={person} />}
            action={<AddMember person={person} />}
          />
        ))}
      </ul>
      <CallSomebody />
      <div className="p-2.5 pt-0">
        <Button look="line" layout="w-full" onClick={() => app.send({ type: 'copy-invite' })}>
          <Link size={18} aria-hidden="true" />
          {t('people.inviteText')}
        </Button>
      </div>
    </Panel>
  );
}

interface PersonRowProps {
  readonly person: Pick<Participant, 'id' | 'name' | 'microphone' | 'camera'>;
  /** As it is shown. */
  readonly name: string;
  readonly link: LinkState;
  readonly presents: boolean;
  readonly note?: ReactNode;
  readonly action?: ReactNode;
}

function PersonRow({ person, name, link, presents, note, action }: PersonRowProps) {
  const { t } = useTranslation();
  return (
    <li className="flex min-h-12 items-center gap-3 rounded-control px-2 py-1">
      <Avatar initial={initialOf(person.name)} hue={usePersonHue(person)} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-semibold">{name}</span>
        {link !== 'good' && (
          <span
            className={classNames(
              'block text-caption',
              link === 'connecting' ? 'text-ink-3' : 'text-caution',
            )}
          >
            {t(`call.${link}`)}
          </span>
        )}
        {note}
      </span>
      {action}
      {presents && <State icon={ScreenShare} words={t('people.presenting')} tone="text-share" />}
      <State
        icon={person.microphone ? Mic : MicOff}
        words={t(person.microphone ? 'people.microphoneOn' : 'people.microphoneOff')}
        tone={person.microphone ? 'text-ink-2' : 'text-stop'}
      />
      <State
        icon={person.camera ? Video : VideoOff}
        words={t(person.camera ? 'people.cameraOn' : 'people.cameraOff')}
        tone={person.camera ? 'text-ink-2' : 'text-stop'}
      />
    </li>
  );
}

interface StateProps {
  readonly icon: LucideIcon;
  readonly words: string;
  readonly tone: string;
}

function State({ icon: Icon, words, tone }: StateProps) {
  return (
    <span title={words} className={classNames('flex-none', tone)}>
      <Icon size={18} aria-hidden="true" />
      <span className="sr-only">{words}</span>
    </span>
  );
}
