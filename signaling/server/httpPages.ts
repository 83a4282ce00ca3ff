import type { IncomingMessage, ServerResponse } from 'node:http';
import { SOCKET_PATH } from './upgrades.ts';
import type { Metrics } from './metrics.ts';

export interface HttpPagesInit {
  readonly metrics: Metrics;
  readonly isDraining: () => boolean;
}

/** The few pages beside the WebSocket: `/healthz` and `/metrics`. */
export class HttpPages {
  readonly #init: HttpPagesInit;

  constructor(init: HttpPagesInit) {
    this.#init = init;
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [path = ''] = (request.url ?? '').split('?', 1);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return answer(response, 405, 'text/plain', 'Method not allowed.\n');
    }
    switch (path) {
      case '/healthz': {
        const draining = this.#init.isDraining();
        const body = JSON.stringify({ status: draining ? 'draining' : 'ok' });
        return answer(response, draining ? 503 : 200, 'application/json', body);
      }
      case '/metrics': {
        const { body, contentType } = await this.#init.metrics.render();
        return answer(response, 200, contentType, body);
      }
      case SOCKET_PATH:
        response.setHeader('Upgrade', 'websocket');
        return answer(
          response,
          426,
          'text/plain',
          'A Parley signaling server: connect by WebSocket.\n',
        );
      default:
        return answer(response, 404, 'text/plain', 'Not found.\n');
    }
  }
}

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}
