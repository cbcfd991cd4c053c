/** The sandbox's own pages: `/`, `/directory`, and the three files they use. */
import { readFileSync } from 'node:fs';
import type { Switches } from '../control/switches.ts';
import type { SandboxRequest, SandboxResponse, Tenant } from '../ports.ts';
import { directoryPage } from './directory.ts';
import { homePage } from './home.ts';

export interface PagesOptions {
  readonly tenant: Tenant;
  readonly switches: Switches;
  readonly productUrl: string | undefined;
  readonly loginBaseUrl: string;
  readonly browserBaseUrl: string;
}

export interface Pages {
  has(path: string): boolean;
  handle(request: SandboxRequest): Promise<SandboxResponse>;
}

export function createPages(options: PagesOptions): Pages {
  const pages = new Map<string, () => SandboxResponse>([
    ['/', () => homePage(options)],
    ['/directory', () => directoryPage(options.tenant)],
    ['/pages/style.css', file('style.css', 'text/css')],
    ['/pages/switches.js', file('switches.js', 'text/javascript')],
    ['/pages/icon.svg', file('icon.svg', 'image/svg+xml')],
  ]);
  return {
    has: (path) => pages.has(path),
    handle: async (request) => {
      const show = pages.get(request.url.split('?', 1)[0] ?? '/');
      if (show === undefined) return { status: 404, headers: {}, body: '' };
      return request.method === 'GET' || request.method === 'HEAD'
        ? show()
        : { status: 405, headers: { allow: 'GET, HEAD' }, body: '' };
    },
  };
}

function file(name: string, type: string): () => SandboxResponse {
  const body = readFileSync(new URL(name, import.meta.url), 'utf8');
  const headers = {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  };
  return () => ({ status: 200, headers, body });
}
