import { useTranslation } from 'react-i18next';
import type { SharedScreen } from '../../../preload/contract/callSnapshot.ts';

/** The accessible name of a shared screen's tile. */
export function useScreenName({
  ownerName,
  ordinal,
}: Pick<SharedScreen, 'ownerName' | 'ordinal'>): string {
  const { t } = useTranslation();
  return ordinal === 1
    ? t('call.screen', { name: ownerName })
    : t('call.screenNumbered', { name: ownerName, number: ordinal });
}
