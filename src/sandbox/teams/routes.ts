/** The addresses of the connector that botbuilder uses, below `/teams` or `/gcc/teams`. */

interface In {
  readonly conversationId: string;
}

export type Operation =
  | { readonly kind: 'create' }
  | ({ readonly kind: 'post' | 'members' | 'pagedMembers' } & In)
  | ({ readonly kind: 'reply' | 'update' | 'delete'; readonly activityId: string } & In)
  | ({ readonly kind: 'member'; readonly memberId: string } & In);

export const OPERATIONS = [
  'create',
  'post',
  'reply',
  'update',
  'delete',
  'members',
  'pagedMembers',
  'member',
] as const satisfies readonly Operation['kind'][];

export type Host = 'teams' | 'gcc';

const BASE = /^\/(gcc\/)?teams\//;
const CONVERSATIONS = 'v3/conversations';

export function isTeams(path: string): boolean {
  return BASE.test(path);
}

export function hostOf(path: string): Host {
  return path.startsWith('/gcc/') ? 'gcc' : 'teams';
}

/** undefined: the sandbox does not have it. */
export function operationOf(method: string, path: string): Operation | undefined {
  const below = path.replace(BASE, '');
  if (below !== CONVERSATIONS && !below.startsWith(`${CONVERSATIONS}/`)) return undefined;
  const [conversationId, part, id, ...more] = below
    .slice(CONVERSATIONS.length + 1)
    .split('/')
    .map(decodeURIComponent);
  if (more.length > 0) return undefined;
  if (conversationId === undefined || conversationId === '')
    return method === 'POST' ? { kind: 'create' } : undefined;
  return inConversation(`${method} ${part ?? ''}${id === undefined ? '' : '/'}`, conversationId, id ?? '');
}

function inConversation(what: string, conversationId: string, id: string): Operation | undefined {
  switch (what) {
    case 'POST activities':
      return { kind: 'post', conversationId };
    case 'POST activities/':
      return { kind: 'reply', conversationId, activityId: id };
    case 'PUT activities/':
      return { kind: 'update', conversationId, activityId: id };
    case 'DELETE activities/':
      return { kind: 'delete', conversationId, activityId: id };
    case 'GET members':
      return { kind: 'members', conversationId };
    case 'GET members/':
      return { kind: 'member', conversationId, memberId: id };
    case 'GET pagedmembers':
      return { kind: 'pagedMembers', conversationId };
    default:
      return undefined;
  }
}
