/**
 * A Teams of a few lines around the page: it answers what @microsoft/teams-js asks on the wire, writes down what it
 * was told, and does what a test says through `teams`.
 */
export interface HostOptions {
  readonly frame?: 'content' | 'settings' | 'remove';
  readonly theme?: 'default' | 'dark' | 'contrast';
  readonly path?: string;
  readonly subPage?: string;
  readonly channelId?: string;
  /** Of a tab that is configured again: where it is now. */
  readonly tabAddress?: string;
  /** Does not let a tab that stands change what Teams keeps of it. */
  readonly keeps?: boolean;
}

export function hostPage(options: HostOptions): string {
  return `<!doctype html><html lang="en"><head><title>Teams</title><link rel="stylesheet" href="/host.css">
<script src="/host.js" data-options='${JSON.stringify(options)}' defer></script></head>
<body><iframe id="tab" title="Tab" src="${options.path ?? '/tab/'}"></iframe></body></html>`;
}

export const HOST_STYLE = `html, body { margin: 0; height: 100%; } iframe { display: block; width: 100%; height: 100%; border: 0; }`;

export const HOST_SCRIPT = `
const options = JSON.parse(document.currentScript.dataset.options);
const frame = document.getElementById('tab');
const runtime = JSON.stringify({ apiVersion: 4, supports: { pages: { config: {} }, dialog: { url: {} }, clipboard: {} } });
const context = () => ({ theme: options.theme ?? 'default', frameContext: options.frame ?? 'content', locale: 'en-us',
  entityId: 'registrar', subEntityId: options.subPage ?? '', channelId: options.channelId ?? '', channelName: 'Connectors',
  hostClientType: 'web', hostName: 'Teams', tid: '11111111-1111-4111-8111-111111111111' });
// What it was told, and what a test may change.
window.teams = { calls: [], config: null, valid: null, saved: null, token: 'token-of-anna', popUp: 'done', copied: null,
  say: (func, ...args) => frame.contentWindow.postMessage({ func, args }, location.origin) };
const answers = {
  initialize: () => [options.frame ?? 'content', 'web', runtime, '2.0.1'],
  getContext: () => [context()],
  'authentication.getAuthToken': () => teams.token === null ? [false, 'CancelledByUser'] : [true, teams.token],
  'authentication.authenticate': () => teams.popUp === 'done' ? [true, ''] : [false, 'CancelledByUser'],
  'settings.setValidityState': ([valid]) => { teams.valid = valid; },
  'settings.getSettings': () => [options.tabAddress === undefined ? {} : { contentUrl: location.origin + options.tabAddress }],
  'settings.setSettings': ([config]) => options.keeps ? [false, 'Not here'] : (teams.config = config, [true]),
  'settings.save.success': () => { teams.saved = true; },
  'settings.save.failure': () => { teams.saved = false; },
  'settings.remove.success': () => { teams.saved = true; },
  'clipboard.writeToClipboard': ([content]) => { teams.copied = content; return [null]; },
  executeDeepLink: () => [true],
};
window.addEventListener('message', ({ data, source }) => {
  if (source !== frame.contentWindow || typeof data?.func !== 'string') return;
  teams.calls.push({ func: data.func, args: data.args });
  const args = answers[data.func]?.(data.args ?? []);
  if (args !== undefined) source.postMessage({ id: data.id, uuidAsString: data.uuidAsString, args }, location.origin);
});
`;
