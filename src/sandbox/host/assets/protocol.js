// What this Teams answers to each call of @microsoft/teams-js, and what is to be done beside. Nothing is done here.
//
// On the wire a call is {id, uuidAsString, func, args, ...}, its answer {id, uuidAsString, args}, and what Teams says
// unasked {func, args}. How a failure is told differs by call: as [false, why], or as [{errorCode, message}].
import { contextOf, initialized } from './context.js';
import { toPage, whereTo } from './links.js';

/** `errorCode`s of teams-js. */
const NOT_SUPPORTED = 100;
const WRONG_ARGUMENTS = 4000;

/** Calls that teams-js expects `[succeeded, why]` of, among those that are not answered otherwise. */
export const SUCCEEDED_AND_WHY = new Set([
  'authentication.getUser',
  'calendar.composeMeeting',
  'calendar.openCalendarItem',
  'chat.openChat',
  'conversations.openConversation',
  'mail.composeMail',
  'mail.openMailItem',
  'navigateToTab',
  'search.closeSearch',
]);

/** Calls that nobody waits for an answer of, and that change nothing that could be seen here. */
const HEARD = new Set([
  'registerHandler',
  'setFrameContext',
  'returnFocus',
  'shareDeepLink',
  'readyToUnload',
  'appInitialization.appLoaded',
]);

const CALLS = {
  initialize: (_, { frame, world }) => reply(...initialized(frame, world)),
  getContext: (_, { frame, world }) => reply(contextOf(frame, world)),
  'appInitialization.success': () => act({ kind: 'shown' }),
  'appInitialization.failure': ([reason, message]) => act({ kind: 'failed', reason, message }),
  'appInitialization.expectedFailure': ([reason, message]) => act({ kind: 'failed', reason, message }),

  'authentication.getAuthToken': () => act({ kind: 'token' }),
  'authentication.authenticate': ([url, width, height], { world }) => {
    const address = windowAddress(url, world);
    return address === null
      ? refuse(`${url} is not a page of the app.`)
      : act({ kind: 'pop-up', url: address, width, height });
  },
  'authentication.authenticate.success': ([result]) =>
    act({ kind: 'authenticated', args: [true, result ?? ''] }),
  'authentication.authenticate.failure': ([why]) => act({ kind: 'authenticated', args: [false, why ?? ''] }),

  'settings.setValidityState': ([valid]) => act({ kind: 'validity', valid: valid === true }),
  'settings.getSettings': (_, { world }) => reply(world.config ?? {}),
  'settings.setSettings': ([config], { world }) =>
    ours(config?.contentUrl, world)
      ? act({ kind: 'config', config }, true)
      : refuse('contentUrl is not a page of the app.'),
  'settings.save.success': () => act({ kind: 'saved' }),
  'settings.save.failure': ([why]) => act({ kind: 'not-saved', why: why ?? '' }),
  'settings.remove.success': () => act({ kind: 'removed' }),
  'settings.remove.failure': ([why]) => act({ kind: 'not-saved', why: why ?? '' }),

  'tasks.startTask': ([info], { frame, world }) => {
    if (frame === 'task') return reply(failure(NOT_SUPPORTED, 'A dialog opens no dialog.'));
    return ours(info?.url, world)
      ? act({ kind: 'dialog', info })
      : reply(failure(WRONG_ARGUMENTS, 'A dialog shows a page of the app, and no card.'));
  },
  'tasks.completeTask': ([result]) => act({ kind: 'dialog-done', result }),
  'tasks.updateTask': ([size]) => act({ kind: 'dialog-size', size: size ?? {} }),
  messageForParent: ([message]) => act({ kind: 'tell', whom: 'opener', func: 'messageForParent', message }),
  messageForChild: ([message]) => act({ kind: 'tell', whom: 'dialog', func: 'messageForChild', message }),

  executeDeepLink: ([link]) => go(whereTo(link)),
  'pages.navigateToApp': ([params]) => go(toPage(params)),
  'pages.currentApp.navigateTo': ([params]) => act({ kind: 'go', ...toPage(params), stay: true }, null),
  'pages.currentApp.navigateToDefaultPage': () => act({ kind: 'go', ...toPage(), stay: true }, null),
  navigateBack: () => act({ kind: 'back' }, true),
  navigateCrossDomain: () => refuse('Another site opens in a window of its own.'),

  'clipboard.writeToClipboard': ([content]) => act({ kind: 'copy', content }),
  'clipboard.readFromClipboard': () => reply(failure(NOT_SUPPORTED, 'Nobody reads the clipboard here.')),
};

/**
 * @param call as it came, `{func, args}`
 * @param asker `frame`: where the page stands (content, settings, remove, task, authentication); `world`: the rest
 * @returns `reply`: arguments of the answer, or null when there is none yet; `effect`: what to do, or null
 */
export function answerTo({ func, args }, asker) {
  if (HEARD.has(func)) return { reply: null, effect: null };
  const given = Array.isArray(args) ? args : [];
  return Object.hasOwn(CALLS, func) ? CALLS[func](given, asker) : unknown(func);
}

/** Whether something that came by message is a call at all. */
export function isCall(data) {
  return (
    typeof data === 'object' && data !== null && typeof data.func === 'string' && typeof data.id === 'number'
  );
}

export function answerMessage({ id, uuidAsString }, args) {
  return { id, uuidAsString, args };
}

function unknown(func) {
  const why = `This Teams does not know ${func}.`;
  return SUCCEEDED_AND_WHY.has(func) ? refuse(why) : reply(failure(NOT_SUPPORTED, why));
}

function failure(errorCode, message) {
  return { errorCode, message };
}

function reply(...args) {
  return { reply: args, effect: null };
}

/** Without `at once` the answer comes when it is done, if anybody waits for one. */
function act(effect, ...atOnce) {
  return { reply: atOnce.length === 0 ? null : atOnce, effect };
}

function refuse(why) {
  return reply(false, why);
}

function go(where) {
  return where.to === 'nowhere' ? refuse(where.why) : act({ kind: 'go', ...where }, true);
}

/** What `validDomains` is in the manifest. */
function ours(url, world) {
  return typeof url === 'string' && URL.canParse(url) && new URL(url).origin === world.origin;
}

/** teams-js lets nothing but https through here, and on this machine the app is at http: the port says whose it is. */
function windowAddress(url, world) {
  const { protocol, host } = new URL(world.origin);
  if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).host !== host) return null;
  return url.replace(/^https?:/, protocol);
}
