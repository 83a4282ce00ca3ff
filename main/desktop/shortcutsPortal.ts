import { variantValue, type OpenBus } from './bus.ts';

const PORTAL = 'org.freedesktop.portal.Desktop';

/**
 * Whether a Wayland desktop lets apps have global shortcuts, which it does by its portal alone.
 * What the person there has agreed to, the portal does not tell.
 */
export async function hasShortcutsPortal(openBus: OpenBus): Promise<boolean> {
  const bus = await openBus('session').catch(() => null);
  if (bus === null) return false;
  try {
    const [version] = await bus.call({
      destination: PORTAL,
      path: '/org/freedesktop/portal/desktop',
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: ['org.freedesktop.portal.GlobalShortcuts', 'version'],
    });
    return Number(variantValue(version)) >= 1;
  } catch {
    return false;
  } finally {
    bus.close();
  }
}
