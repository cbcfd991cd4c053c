// Plays Teams around the tab: hears what the pages ask (protocol.js), and does it.
import { CHANNEL } from './context.js';
import { frameFor, Frames } from './frames.js';
import { openDialog, Settings } from './overlays.js';
import { answerMessage, answerTo, isCall } from './protocol.js';
import { World } from './world.js';

const PERSONAL_TAB = '/tab';
const CONFIGURE = '/tab/configure';
const REMOVE = '/tab/remove';
const LOOK_AGAIN_MS = 300;
/** `errorCode` of teams-js. */
const PERMISSION_DENIED = 1000;

const world = new World();
const frames = new Frames();
const part = (id) => document.getElementById(id);

/** What stands over the tab, each null when it does not. */
const open = { dialog: null, settings: null, popUp: null };

const EFFECTS = {
  shown: () => notice(''),
  failed: ({ reason, message }) => notice(`The tab could not start: ${message ?? reason}.`),
  token: (_, { answer }) => giveToken(answer),
  'pop-up': (effect, { answer }) => openPopUp(effect, answer),
  authenticated: ({ args }) => settlePopUp(...args),
  validity: ({ valid }) => open.settings?.overlay.allow(valid),
  config: ({ config }, { page }) => takeConfig(config, page),
  saved: () => finishSettings(open.settings?.config ?? world.config),
  removed: () => finishSettings(null),
  'not-saved': ({ why }) => open.settings?.overlay.say(why === '' ? 'The page says it did not work.' : why),
  dialog: ({ info }, { answer, page }) => showDialog(info, answer, page),
  'dialog-done': ({ result }) => endDialog(null, result ?? ''),
  'dialog-size': ({ size }) => open.dialog?.overlay.resize(size),
  tell: ({ whom, func, message }) =>
    frames.tell(whom === 'dialog' ? frames.get('task') : open.dialog?.opener, func, message),
  go: (where) => go(where),
  back: (_, { page }) => page.windowOf().history.back(),
  copy: ({ content }, { answer }) => copy(content, answer),
};

window.addEventListener('message', ({ data, source, origin }) => {
  const page = origin === world.origin ? frames.from(source) : undefined;
  if (page === undefined || !isCall(data)) return;
  const answer = (...args) => frames.post(page, answerMessage(data, args));
  const { reply, effect } = answerTo(data, { frame: page.frame, world });
  if (reply !== null) answer(...reply);
  if (effect !== null) void EFFECTS[effect.kind](effect, { answer, page });
});

async function giveToken(answer) {
  try {
    const response = await fetch('/host/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona: world.personKey }),
    });
    const { token, why, what } = await response.json();
    if (token === undefined) answer(false, why ?? what);
    else answer(true, token);
  } catch {
    answer(false, 'The pretend cloud does not answer.');
  }
}

function openPopUp({ url, width, height }, answer) {
  settlePopUp(false, 'CancelledByUser');
  const opened = window.open(url, '_blank', `popup,width=${width ?? 600},height=${height ?? 700}`);
  if (opened === null) return answer(false, 'FailedToOpenWindow');
  frames.add('authentication', () => opened);
  // A window that went to another site and cut itself off looks closed, as it does to the real Teams.
  const watch = window.setInterval(
    () => opened.closed && settlePopUp(false, 'CancelledByUser'),
    LOOK_AGAIN_MS,
  );
  open.popUp = { answer, watch };
}

function settlePopUp(...args) {
  if (open.popUp === null) return;
  window.clearInterval(open.popUp.watch);
  open.popUp.answer(...args);
  open.popUp = null;
}

function openSettings(frame, url, title, verb) {
  closeSettings();
  const overlay = new Settings({
    ...{ title, url, verb },
    height: frame === 'remove' ? 220 : 560,
    onVerb: () =>
      frames.tell(frames.get(frame), frame === 'remove' ? 'settings.remove' : 'settings.save', {}),
    onDismiss: closeSettings,
  });
  frames.add(frame, () => overlay.frame.contentWindow);
  open.settings = { overlay, config: null };
}

function closeSettings() {
  open.settings?.overlay.close();
  open.settings = null;
  frames.drop('settings');
  frames.drop('remove');
}

/** While it is being set up it counts when it is saved, and afterwards at once. */
function takeConfig(config, page) {
  if (page.frame === 'settings' && open.settings !== null) open.settings.config = config;
  else world.set({ config: { ...world.config, ...config } });
}

function finishSettings(config) {
  if (open.settings === null) return;
  closeSettings();
  world.set({ config });
  world.subPage = '';
  showTab();
}

function showDialog(info, answer, opener) {
  endDialog('Another dialog was opened.');
  const overlay = openDialog(info, () => endDialog('User cancelled/closed the task module.'));
  frames.add('task', () => overlay.frame.contentWindow);
  open.dialog = { overlay, answer, opener };
}

/** As teams-js calls back: what went wrong, or null, and what was submitted. */
function endDialog(wrong, result) {
  const ended = open.dialog;
  open.dialog = null;
  frames.drop('task');
  ended?.overlay.close();
  ended?.answer(wrong, result);
}

function go({ to, url, subPage, instance, stay }) {
  if (to === 'window') return window.open(url, '_blank', 'noopener');
  showPane(to);
  if (to === 'chat') return part('chat')?.focus();
  world.subPage = subPage;
  if (stay !== true) world.set({ instance });
  draw();
}

async function copy(content, answer) {
  try {
    const bytes = Uint8Array.from(window.atob(content.content), (letter) => letter.charCodeAt(0));
    await navigator.clipboard.writeText(new window.TextDecoder().decode(bytes));
    answer(null, true);
  } catch {
    answer({ errorCode: PERMISSION_DENIED, message: 'The browser does not allow it.' });
  }
}

function draw() {
  document.documentElement.dataset.theme = world.theme;
  part('person').value = world.personKey;
  part('phone').checked = world.phone;
  for (const name of ['instance', 'theme']) part(name).querySelector(`[value=${world[name]}]`).checked = true;
  part('screen').classList.toggle('phone', world.phone);
  showTab();
}

/** A new page for a new person or place, as Teams does it. */
function showTab() {
  closeSettings();
  endDialog('The tab was left.');
  const inChannel = world.instance === 'channel';
  part('configure').hidden = part('remove').hidden = !inChannel || world.config === null;
  part('tab-title').textContent = inChannel ? channelTitle() : 'Register';
  if (inChannel && world.config === null) return showEmpty();
  const frame = frameFor(inChannel ? world.config.contentUrl : PERSONAL_TAB, 'Tab');
  part('screen').replaceChildren(frame);
  frames.add('content', () => frame.contentWindow);
}

function channelTitle() {
  const name = world.config?.suggestedDisplayName;
  return name ? `${CHANNEL.channelName} › ${name}` : CHANNEL.channelName;
}

function showEmpty() {
  const empty = Object.assign(document.createElement('div'), { className: 'empty' });
  const words = `The channel ${CHANNEL.channelName} has no tab yet.`;
  const add = Object.assign(document.createElement('button'), {
    className: 'main',
    type: 'button',
    textContent: 'Add the tab',
  });
  add.addEventListener('click', configure);
  empty.append(Object.assign(document.createElement('p'), { textContent: words }), add);
  frames.drop('content');
  part('screen').replaceChildren(empty);
}

function configure() {
  openSettings('settings', CONFIGURE, 'Set up the tab', 'Save');
}

function notice(text) {
  part('notice').textContent = text;
}

/** On a narrow screen one of the two is seen. */
function showPane(name) {
  document.body.dataset.pane = name;
  part('pane').querySelector(`[value=${name}]`).checked = true;
}

part('person').addEventListener('change', ({ target }) => {
  world.set({ personKey: target.value });
  notice('');
  draw();
});
part('instance').addEventListener('change', ({ target }) => {
  world.set({ instance: target.value });
  world.subPage = '';
  draw();
});
part('theme').addEventListener('change', ({ target }) => {
  world.set({ theme: target.value });
  document.documentElement.dataset.theme = world.theme;
  frames.tellAll('themeChange', world.theme);
});
part('phone').addEventListener('change', ({ target }) => {
  world.set({ phone: target.checked });
  draw();
});
part('pane').addEventListener('change', ({ target }) => showPane(target.value));
part('configure').addEventListener('click', configure);
part('remove').addEventListener('click', () =>
  openSettings('remove', world.config?.removeUrl ?? REMOVE, 'Take the tab away', 'Remove'),
);

showPane(world.subPage === '' ? 'chat' : 'tab');
draw();
