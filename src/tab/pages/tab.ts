/** `/tab`: the tab's page, in the frames of Teams and its siblings and of nobody else. */
import { RegistrarError } from '../../provisioning/index.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { SAFE_HEADERS } from './layout.ts';
import { FILE_POLICY, pagePolicy } from './tab-policy.ts';

const NONCE = '__CSP_NONCE__';

export function tabRoutes(ports: PagePorts): readonly PageRoute[] {
  const shared = { method: 'GET', failsAs: 'page' } as const;
  return [
    { ...shared, path: '/tab', handle: (request) => show(ports, request, '') },
    { ...shared, path: '/tab/*', handle: (request) => show(ports, request, request.params['*'] ?? '') },
  ];
}

function show(ports: PagePorts, request: PageRequest, asked: string): Answer {
  const name = ports.tab.has(asked) ? asked : isPlace(asked) ? 'index.html' : asked;
  const file = ports.tab.file(name);
  if (file === undefined)
    throw new RegistrarError(ports.tab.has('index.html') ? 'HTTP_NOT_FOUND' : 'TAB_NOT_BUILT');
  if (name.endsWith('.html')) return html(new TextDecoder().decode(file.bytes), ports.hex(128));
  const zipped = file.gzip !== null && accepts(request, 'gzip');
  return {
    status: 200,
    safe: withoutFrameOptions({ 'content-security-policy': FILE_POLICY }),
    headers: {
      'content-type': file.type,
      vary: 'accept-encoding',
      ...(zipped && { 'content-encoding': 'gzip' }),
      // Their names change with what is in them.
      ...(name.startsWith('assets/') && { 'cache-control': 'public, max-age=31536000, immutable' }),
    },
    body: zipped ? file.gzip : file.bytes,
  };
}

/** A place within the page, as its own links name them. */
function isPlace(asked: string): boolean {
  return !(asked.split('/').at(-1) ?? '').includes('.');
}

function html(text: string, nonce: string): Answer {
  return {
    status: 200,
    safe: withoutFrameOptions({
      'content-security-policy': pagePolicy(nonce),
      // The last page of a pop-up tells the page that opened it.
      'cross-origin-opener-policy': 'unsafe-none',
    }),
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: text.replaceAll(NONCE, nonce),
  };
}

/** It would forbid every frame; frame-ancestors says which are allowed. */
function withoutFrameOptions(changes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const { 'x-frame-options': _none, ...rest } = SAFE_HEADERS;
  return { ...rest, ...changes };
}

function accepts({ headers }: PageRequest, encoding: string): boolean {
  const offered = (headers['accept-encoding'] ?? '').split(',').map((part) => part.trim().toLowerCase());
  return offered.some(
    (part) => part === encoding || (part.startsWith(`${encoding};`) && !/q=0(\.0*)?$/.test(part)),
  );
}
