import { Menu, app, type MenuItemConstructorOptions } from 'electron';
import process from 'node:process';

/**
 * The menu: on macOS in its bar; elsewhere never seen, for its shortcuts (editing, zoom, full
 * screen, quitting).
 *
 * @param quit - asked for by menu or shortcut.
 */
export function setApplicationMenu(quit: () => void): void {
  const isMac = process.platform === 'darwin';
  const quitItem: MenuItemConstructorOptions = {
    label: isMac ? `Quit ${app.name}` : 'Quit',
    accelerator: 'CommandOrControl+Q',
    click: quit,
  };
  const development: MenuItemConstructorOptions[] = app.isPackaged
    ? []
    : [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
  const template: MenuItemConstructorOptions[] = [
    isMac
      ? {
          label: app.name,
          submenu: [
            { role: 'about' },
            { type: 'separator' },
            { role: 'services' },
            { type: 'separator' },
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            { type: 'separator' },
            quitItem,
          ],
        }
      : { label: 'File', submenu: [quitItem] },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...development,
      ],
    },
    { role: 'windowMenu' },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
