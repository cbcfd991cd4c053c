// Where a link leads: within this app, to the chat, or out of Teams.

const TEAMS = new Set(['teams.microsoft.com', 'teams.cloud.microsoft']);

/**
 * `{to: 'tab', subPage, instance}`, `{to: 'chat'}`, `{to: 'window', url}`, or `{to: 'nowhere', why}`. Which app a link
 * names is not looked at: there is one.
 */
export function whereTo(link) {
  if (typeof link !== 'string' || !URL.canParse(link)) return nowhere('That is no address.');
  const url = new URL(link);
  if (TEAMS.has(url.hostname)) return inTeams(url);
  const safe = url.protocol === 'https:' || url.protocol === 'http:';
  return safe ? { to: 'window', url: url.href } : nowhere(`Teams opens no ${url.protocol} addresses.`);
}

function inTeams({ pathname, searchParams }) {
  if (pathname.startsWith('/l/chat/')) return { to: 'chat' };
  if (!pathname.startsWith('/l/entity/')) return nowhere('This Teams opens links to tabs and chats only.');
  const context = parsed(searchParams.get('context'));
  return toTab(context.subEntityId ?? context.subPageId, context.channelId ?? context.chatId);
}

/** Of `pages.navigateToApp` and `pages.currentApp.navigateTo`. */
export function toPage({ subPageId, channelId, chatId } = {}) {
  return toTab(subPageId, channelId ?? chatId);
}

function toTab(subPage, place) {
  return {
    to: 'tab',
    subPage: typeof subPage === 'string' ? subPage : '',
    instance: typeof place === 'string' && place !== '' ? 'channel' : 'personal',
  };
}

function parsed(text) {
  try {
    return JSON.parse(text ?? '{}') ?? {};
  } catch {
    return {};
  }
}

function nowhere(why) {
  return { to: 'nowhere', why };
}
