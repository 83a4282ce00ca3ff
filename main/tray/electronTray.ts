import { Menu, Tray, type MenuItemConstructorOptions, type NativeImage } from 'electron';
import type { ContactStatus } from '../../signaling/protocol/contactMessages.ts';
import type { TrayAction, TrayMenuEntry, TrayMenuItem } from './trayMenu.ts';
import type { TraySurface } from './appTray.ts';
import { TrayImages, trayImageFiles, type TrayAppearance } from './trayImages.ts';

export interface ElectronTrayParts {
  /** Folder of the pictures. */
  readonly imagesDir: string;
  readonly platform: NodeJS.Platform;
  readonly appearance: () => TrayAppearance;
  /** The icon itself was clicked. */
  readonly clicked: () => void;
}

/** Puts an icon into the system's tray. */
export function openElectronTray(parts: ElectronTrayParts): TraySurface {
  const { imagesDir, platform, appearance, clicked } = parts;
  const images = new TrayImages(imagesDir);
  const picture = (...[icon, isResting]: Parameters<TraySurface['setIcon']>): NativeImage => {
    const shown = appearance();
    return images.load(trayImageFiles(icon, isResting, shown, platform), shown === 'template');
  };
  const tray = new Tray(picture({ kind: 'idle', badge: false }, false));
  // On macOS a click opens the menu.
  if (platform !== 'darwin') tray.on('click', clicked);
  return {
    setIcon: (icon, isResting) => tray.setImage(picture(icon, isResting)),
    setTooltip: (text) => tray.setToolTip(text),
    setMenu(items, act) {
      // Anew each time: on Linux what is changed in a menu that is set stays unseen.
      tray.setContextMenu(
        Menu.buildFromTemplate(menuTemplate(items, act, (status) => images.presence(status))),
      );
    },
    close: () => tray.destroy(),
  };
}

function menuTemplate(
  items: readonly TrayMenuItem[],
  act: (action: TrayAction) => void,
  mark: (status: ContactStatus) => NativeImage,
): MenuItemConstructorOptions[] {
  const common = (item: Omit<TrayMenuEntry, 'type'>): MenuItemConstructorOptions => ({
    id: item.id,
    label: plain(item.label),
    enabled: item.enabled,
    click: () => act(item.action),
    ...(item.accelerator === undefined
      ? {}
      : { accelerator: item.accelerator, registerAccelerator: false }),
    ...(item.presence === undefined ? {} : { icon: mark(item.presence) }),
    ...(item.detail === undefined ? {} : { sublabel: item.detail }),
  });
  return items.map((item): MenuItemConstructorOptions => {
    switch (item.type) {
      case 'separator':
        return { type: 'separator' };
      case 'note':
        return { id: item.id, label: plain(item.label), enabled: false };
      case 'submenu':
        return { id: item.id, label: item.label, submenu: menuTemplate(item.items, act, mark) };
      case 'entry':
        return common(item);
      case 'radio':
        return { ...common(item), type: 'radio', checked: item.checked };
    }
  });
}

/** Names may hold what menus take for the mark of a key. */
function plain(label: string): string {
  return label.replaceAll('&', '&&');
}
