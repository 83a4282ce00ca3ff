import { Notification } from 'electron';
import type { Log } from './log.ts';
import type { NotificationRequest, ShowNotification } from './notifications.ts';

/** Those that may still be clicked: what nobody holds is forgotten with its listeners. */
const MAX_HELD = 16;

/** Shows notifications by the system's own means. Only macOS has buttons on them. */
export function electronNotifications(platform: NodeJS.Platform, log: Log): ShowNotification {
  const held = new Set<Notification>();
  return (request) => {
    if (!Notification.isSupported()) {
      log.info('no notifications');
      return () => undefined;
    }
    const notification = made(request, platform);
    notification.on('click', request.clicked);
    notification.on(
      'action',
      (event: { readonly actionIndex?: number }, index: number | undefined) => {
        // Newer Electron has it in the event.
        request.acted(event.actionIndex ?? index ?? 0);
      },
    );
    notification.on('failed', () => log.warn('notification failed'));
    notification.once('close', () => held.delete(notification));
    held.add(notification);
    for (const oldest of held) {
      if (held.size <= MAX_HELD) break;
      held.delete(oldest);
    }
    notification.show();
    return () => {
      held.delete(notification);
      notification.close();
    };
  };
}

function made(request: NotificationRequest, platform: NodeJS.Platform): Notification {
  const { title, body, lasts, actions } = request;
  return new Notification({
    title,
    // Some servers of Linux desktops take the body for markup.
    body: platform === 'linux' ? asMarkup(body) : body,
    // The app rings by itself, on the speaker that was chosen.
    silent: lasts,
    ...(lasts ? { timeoutType: 'never' as const, urgency: 'critical' as const } : {}),
    ...(platform === 'darwin'
      ? { actions: actions.map((text) => ({ type: 'button' as const, text })) }
      : {}),
  });
}

function asMarkup(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
