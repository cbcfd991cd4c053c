import type { ExtraPermission } from '../ports.ts';

/**
 * The delegated permissions of Microsoft Graph that every set-up works with. They are only the upper bound: what is
 * possible is also bounded by the directory roles of the person who signed in.
 */
const PERMISSIONS = [
  'User.Read',
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'DelegatedPermissionGrant.ReadWrite.All',
  'Policy.Read.All',
  'RoleManagement.Read.Directory',
  'Directory.Read.All',
] as const;

/**
 * @param graphResource e.g. `https://graph.microsoft.com`; a national cloud has its own.
 * @param extra what this run needs beside: nobody consents to making users for a connector that has none.
 */
export function signInScopes(graphResource: string, extra: readonly ExtraPermission[] = []): string[] {
  return [...PERMISSIONS, ...extra].map((permission) => `${graphResource}/${permission}`);
}

/**
 * MSAL adds `offline_access` to whatever is asked for. A run has no use for a refresh token, so none is asked for:
 * takes the word out of a query string or form with a `scope`.
 */
export function withoutOfflineAccess(form: URLSearchParams): URLSearchParams {
  const kept = new URLSearchParams(form);
  const scopes = (form.get('scope') ?? '').split(' ').filter((scope) => scope !== 'offline_access');
  kept.set('scope', scopes.join(' '));
  return kept;
}
