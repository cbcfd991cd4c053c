/** Where a sign-in in a window of its own ends: tells whoever opened it, in Teams or in a browser, and is gone. */
import { app, authentication } from '@microsoft/teams-js';
import type { SignedInMessage } from '../../provisioning/contract/tab.ts';

const runId = new URLSearchParams(location.search).get('run') ?? '';
const message: SignedInMessage = { registrar: 'signed-in', runId };
const opener = window.opener as Window | null;

opener?.postMessage(message, location.origin);
void app.initialize().then(
  () => authentication.notifySuccess(runId),
  () => undefined,
);
