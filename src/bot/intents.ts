/** Words to intents. Case, punctuation and small slips of the finger do not matter; doubt is said, not guessed. */
import type { Activity } from 'botbuilder';
import { clean } from './cards/text.ts';

export type Intent =
  | { readonly kind: 'hello' }
  | { readonly kind: 'help' }
  | { readonly kind: 'list' }
  | { readonly kind: 'gallery' }
  /** `words` is what came after the command; empty: nothing. */
  | { readonly kind: 'set-up'; readonly words: string }
  | { readonly kind: 'renew'; readonly words: string }
  | { readonly kind: 'status'; readonly words: string }
  | { readonly kind: 'cancel'; readonly words: string }
  | { readonly kind: 'alert-here' }
  | { readonly kind: 'alert-settings' }
  | { readonly kind: 'alerts-off' }
  /** Who was warned of what; `words` is a connector or a name. */
  | { readonly kind: 'history'; readonly words: string }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly text: string };

const LONGEST = 300;

const WHOLE_KINDS = [
  'alert-here',
  'alert-settings',
  'alerts-off',
  'hello',
  'help',
  'list',
  'gallery',
] as const;

const WHOLE: Readonly<Record<(typeof WHOLE_KINDS)[number], readonly string[]>> = {
  'alert-here': [
    'alert here',
    'alerts here',
    'alerts here again',
    'alerts on',
    'warn here',
    'warn us here',
    'warn me here',
  ],
  'alert-settings': ['alert settings', 'alerts settings', 'warning settings', 'settings', 'alerts'],
  'alerts-off': [
    'alerts off',
    'alert off',
    'alerts off here',
    'no alerts here',
    'no more alerts',
    'no more alerts here',
    'no more warnings',
    'no more warnings here',
    'stop alerts',
    'stop alerts here',
    'stop warnings',
    'stop warnings here',
  ],
  hello: ['hello', 'hi', 'hey', 'hello there', 'hi there', 'good morning', 'start'],
  help: ['help', 'help me', '?', 'what can you do', 'commands'],
  list: ['list', 'list all', 'what is registered', 'whats registered', 'registrations', 'show all'],
  gallery: [
    'connectors',
    'list connectors',
    'list the connectors',
    'list all connectors',
    'show connectors',
    'all connectors',
    'which connectors',
    'available connectors',
    'gallery',
    'what can you set up',
  ],
};

const SET_UP =
  /^(?:(?:please|can you|could you|i want to|i would like to|lets)\s+)*(?:set\s?-?\s?up|setup|register|add|connect|new)\b\s*(.*)$/;
const RENEW = /^(?:renew|rotate|replace)\b\s*(.*)$/;
const STATUS = /^(?:status|state|progress|where are we)\b\s*(.*)$/;
const HISTORY = /^(?:delivery history|history|deliveries|warnings|who was (?:told|warned))\b\s*(.*)$/;
const GOT_IT = /^did\s+(.*?)\s*\b(?:get|got|receive|see|hear|arrive)\b.*$/;
const CANCEL = /^(?:cancel|stop|abort|not now|end)\b\s*(.*)$/;

/** The text of a message to the bot, without the mention of it. */
export function spokenText(activity: Pick<Activity, 'text' | 'entities' | 'recipient'>): string {
  const mentions = (activity.entities ?? [])
    .filter((entity) => entity.type === 'mention' && mentionedId(entity) === activity.recipient.id)
    .map((entity): unknown => Reflect.get(entity, 'text'))
    .filter((text) => typeof text === 'string' && text !== '');
  const text = typeof activity.text === 'string' ? activity.text.slice(0, 10_000) : '';
  return mentions.reduce<string>((rest, mention) => rest.replaceAll(String(mention), ' '), text);
}

function mentionedId(entity: object): unknown {
  const mentioned: unknown = Reflect.get(entity, 'mentioned');
  return typeof mentioned === 'object' && mentioned !== null ? Reflect.get(mentioned, 'id') : undefined;
}

export function understand(text: string): Intent {
  const said = normal(text);
  if (said === '') return clean(text) === '' ? { kind: 'empty' } : { kind: 'unknown', text: shown(text) };
  for (const kind of WHOLE_KINDS) {
    if (WHOLE[kind].some((phrase) => said === phrase || isSlip(said, phrase))) return { kind };
  }
  return command(straightened(said)) ?? { kind: 'unknown', text: shown(text) };
}

function command(said: string): Intent | null {
  const setUp = SET_UP.exec(said);
  if (setUp !== null) return { kind: 'set-up', words: bare(setUp[1] ?? '') };
  const renew = RENEW.exec(said);
  if (renew !== null) return { kind: 'renew', words: bare(renew[1] ?? '') };
  const status = STATUS.exec(said);
  if (status !== null) return { kind: 'status', words: bare(status[1] ?? '') };
  const history = HISTORY.exec(said) ?? GOT_IT.exec(said);
  if (history !== null) return { kind: 'history', words: whoever(bare(history[1] ?? '')) };
  const cancel = CANCEL.exec(said);
  return cancel === null ? null : { kind: 'cancel', words: bare(cancel[1] ?? '') };
}

/** `the Nectar connector` -> `nectar`. */
function bare(rest: string): string {
  return rest
    .replace(/^(?:up|of|about|for|to|with|a|an|the|my|new|our)\s+/g, '')
    .replace(/^(?:a|an|the|my|new)\s+/, '')
    .replace(/\s*\b(?:connectors?|integration|app|set\s?up|secret|certificate)$/g, '')
    .replace(/^connectors?$/, '')
    .trim();
}

/** `did the owner get it?` asks about everything there is. */
function whoever(words: string): string {
  return /^(?:owners?|everybody|everyone|anybody|anyone|they|he|she|it|we|i)$/.test(words) ? '' : words;
}

/** The first word or two, put right when one slip away from a command. */
function straightened(said: string): string {
  const [first = '', second = '', ...rest] = said.split(' ');
  if (isSlip(`${first} ${second}`, 'set up')) return ['set', 'up', ...rest].join(' ');
  const meant = ['setup', 'register', 'renew', 'status', 'history', 'cancel', 'connect'].find((word) =>
    isSlip(first, word),
  );
  return meant === undefined ? said : [meant, second, ...rest].join(' ').trim();
}

function normal(text: string): string {
  return clean(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^\p{L}\p{N}?+&-]+/gu, ' ')
    .replace(/(?<=\p{L})\s*\?+$/u, '')
    .trim()
    .slice(0, LONGEST);
}

function shown(text: string): string {
  return clean(text).slice(0, LONGEST);
}

/** One letter missing, added, wrong, or two swapped, in something of four letters or more. */
function isSlip(typed: string, meant: string): boolean {
  if (meant.length < 4 || Math.abs(typed.length - meant.length) > 1 || typed === meant) return false;
  let same = 0;
  while (same < typed.length && typed[same] === meant[same]) same += 1;
  const [a, b] = [typed.slice(same), meant.slice(same)];
  const swapped = a.length >= 2 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return swapped || a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1);
}
