/** A small page for Teams, with the real teams-js and nothing around it: what a test asks, it asks Teams. */
import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Says in its one paragraph what Teams told it, and keeps what it hears in `window.seen`. */
const SCRIPT = `
const { app, authentication, dialog, pages } = microsoftTeams;
const seen = (window.seen = []);

const PLACES = {
  '/tab': () => {
    app.registerOnThemeChangeHandler((theme) => seen.push(theme));
    app.notifySuccess();
  },
  '/tab/configure': () => {
    pages.config.registerOnSaveHandler(async (event) => {
      const [contentUrl, removeUrl] = [location.origin + '/tab?alerts=off', location.origin + '/tab/remove'];
      await pages.config.setConfig({ contentUrl, removeUrl, entityId: 'register-1', suggestedDisplayName: 'Ours' });
      event.notifySuccess();
    });
    pages.config.setValidityState(true);
  },
  '/tab/remove': () => {
    pages.config.registerOnRemoveHandler((event) => event.notifySuccess());
    pages.config.setValidityState(true);
  },
  '/tab/sign-in': () => authentication.notifySuccess('run-7'),
  '/tab/dialog': () => {
    const { registerOnMessageFromParent, sendMessageToParentFromDialog } = dialog.url.parentCommunication;
    registerOnMessageFromParent((message) => seen.push(message));
    sendMessageToParentFromDialog('I am here');
  },
};

void app.initialize().then(async () => {
  window.context = await app.getContext();
  PLACES[location.pathname]?.();
  const { page, app: around, user, channel } = context;
  document.querySelector('p').textContent = [page.frameContext, around.theme, user.loginHint, page.subPageId,
    channel?.displayName].join(' ');
});
`;

const PAGE = `<!doctype html>
<html lang="en"><head><title>Small</title>
<script src="/tab/teams.js"></script><script src="/tab/small.js" defer></script></head><body><p></p></body></html>
`;

/** A new folder with it, to be served as the built tab is. */
export function smallTab(): string {
  const folder = mkdtempSync(join(tmpdir(), 'registrar-small-tab-'));
  cpSync('node_modules/@microsoft/teams-js/dist/umd/MicrosoftTeams.min.js', join(folder, 'teams.js'));
  writeFileSync(join(folder, 'small.js'), SCRIPT);
  writeFileSync(join(folder, 'index.html'), PAGE);
  return folder;
}
