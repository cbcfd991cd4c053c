/** The style sheet, scripts and icon of the plain pages. Fixed names: no path of a request reaches the disk. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageRoute } from './exchange.ts';

const ASSETS = [
  ['page.css', 'text/css; charset=utf-8'],
  ['page.js', 'text/javascript; charset=utf-8'],
  ['device.js', 'text/javascript; charset=utf-8'],
  ['signed-in.js', 'text/javascript; charset=utf-8'],
  ['icon.svg', 'image/svg+xml'],
] as const;

export function assetRoutes(): readonly PageRoute[] {
  return ASSETS.map(([name, type]) => {
    const body = readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');
    const answer = { status: 200, headers: { 'content-type': type }, body };
    return { method: 'GET', path: `/assets/${name}`, failsAs: 'page', handle: () => answer };
  });
}
