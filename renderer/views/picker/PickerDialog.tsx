import { AppWindow, Crop, Monitor } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickerSnapshot } from '../../../preload/contract/appSnapshot.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { TabList, TabPanel, TabRoot } from '../../ui/Segments.tsx';
import { useCall, useCallStore, useParley } from '../ParleyProvider.tsx';
import { useShareChoices } from '../ShareChoicesProvider.tsx';
import { PickerBody } from './PickerBody.tsx';
import { PickerFooter } from './PickerFooter.tsx';
import { searchSources } from './searchSources.ts';

type Source = PickerSnapshot['sources'][number];
type SourceKind = Source['kind'];
const KINDS = ['screen', 'window'] as const;

export interface PickerDialogProps {
  readonly open: boolean;
  readonly shown: PickerSnapshot;
  readonly onClose: () => void;
}

export function PickerDialog({ open, shown, onClose }: PickerDialogProps) {
  const { t } = useTranslation();
  const call = useCallStore();
  const { picker } = useParley();
  const { optimiseFor } = useShareChoices();
  const [kind, setKind] = useState<SourceKind>('screen');
  const [chosen, setChosen] = useState<Source['id'] | null>(null);
  const [search, setSearch] = useState('');
  const [wantsSound, setWantsSound] = useState(false);
  const [wasOpen, setWasOpen] = useState(open);
  const field = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  if (open !== wasOpen) {
    setWasOpen(open);
    // Every opening starts at the screens, with nothing chosen.
    if (open) {
      setKind('screen');
      setChosen(null);
      setSearch('');
      setWantsSound(false);
    }
  }
  const system = shown.picker === 'system';
  const sound = wantsSound && shown.sound === 'available';
  const found = searchSources(shown.sources, search);
  const listed = found.filter((source) => source.kind === kind);
  // The only screen need not be chosen.
  const only = kind === 'screen' && listed.length === 1 ? listed[0]?.id : undefined;
  const selected = chosen ?? only ?? null;
  const there = listed.find((source) => source.id === selected);

  const share = (source: string): void => {
    const { replaces } = shown;
    call.send({ type: 'share-screen', source, region: null, sound, optimiseFor, replaces });
    onClose();
  };
  const intoList = (event: KeyboardEvent): void => {
    const [first] = listed;
    if (first === undefined || (event.key !== 'ArrowDown' && event.key !== 'Enter')) return;
    event.preventDefault();
    if (event.key === 'Enter' && there !== undefined) {
      share(there.id);
      return;
    }
    setChosen(there?.id ?? first.id);
    body.current?.querySelector<HTMLElement>('[role=option][tabindex="0"]')?.focus();
  };
  const intoSearch = ({ key, ctrlKey, altKey, metaKey }: KeyboardEvent): void => {
    if (key.length === 1 && key !== ' ' && !ctrlKey && !altKey && !metaKey) field.current?.focus();
  };
  const sharable = system ? 'portal' : (there?.id ?? null);
  const ready = shown.state === 'ready' && !shown.choosingRegion;
  return (
    <TabRoot value={kind} onChange={setKind}>
      <Dialog
        open={open}
        onClose={onClose}
        title={t('picker.title')}
        text={useReplaced(shown)}
        width={system ? 'medium' : 'large'}
        {...(system ? {} : { initialFocus: field })}
        aside={
          !system && (
            // Typing searches from here too.
            // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
            <div onKeyDown={intoSearch}>
              <TabList
                segments={[
                  {
                    value: 'screen',
                    label: t('picker.screens'),
                    icon: <Monitor size={16} aria-hidden="true" />,
                  },
                  {
                    value: 'window',
                    label: t('picker.windows'),
                    icon: <AppWindow size={16} aria-hidden="true" />,
                  },
                ]}
              />
            </div>
          )
        }
        footer={
          <PickerFooter
            offer={shown.sound}
            sound={sound}
            onSound={setWantsSound}
            onCancel={onClose}
            onShare={ready && sharable !== null ? () => share(sharable) : null}
          />
        }
      >
        {system ? (
          <p className="px-6 pb-5 compact:px-4">{t('picker.system')}</p>
        ) : (
          <>
            <div className="flex items-center gap-3 px-6 pb-3 compact:px-4 compact:pb-1.5">
              <SearchField
                label={t('picker.search')}
                value={search}
                onChange={setSearch}
                onKeyDown={intoList}
                inputRef={field}
              />
              {shown.regions && kind === 'screen' && (
                <Button
                  look="line"
                  disabled={!ready || there === undefined}
                  focusableWhenDisabled
                  onClick={() => {
                    if (there === undefined) return;
                    picker.send({ type: 'share-region', source: there.id, sound, optimiseFor });
                  }}
                >
                  <Crop size={18} aria-hidden="true" />
                  {t('picker.area')}
                </Button>
              )}
            </div>
            <div ref={body} className="contents">
              {KINDS.map((tab) => (
                <TabPanel
                  key={tab}
                  value={tab}
                  layout="h-108 min-h-0 overflow-y-auto scroll-thin outline-none"
                >
                  <PickerBody
                    shown={shown}
                    kind={tab}
                    listed={found.filter((source) => source.kind === tab)}
                    chosen={selected}
                    search={field}
                    onChoose={setChosen}
                    onShare={share}
                  />
                </TabPanel>
              ))}
            </div>
          </>
        )}
      </Dialog>
    </TabRoot>
  );
}

/** What becomes of what is shared already; nothing to say when nothing is. */
function useReplaced({ replaces }: PickerSnapshot): string | undefined {
  const { t } = useTranslation();
  const screens = useCall((state) => state.screens);
  const own = screens.filter((screen) => screen.own);
  if (own.length === 0) return undefined;
  if (replaces === null) return t('picker.adds');
  const name = own.find(({ share }) => share === replaces)?.ownShare?.sourceName ?? '';
  return name === '' ? t('picker.replaces') : t('picker.replacesNamed', { name });
}
