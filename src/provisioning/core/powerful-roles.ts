/**
 * Entra roles from which a tenant can be taken over, or most of it: whoever holds the connector's credential holds
 * them too. After the "privileged" mark of Microsoft's built-in roles (permissions reference). Lower case.
 */
export const POWERFUL_ROLES: ReadonlySet<string> = new Set([
  'global administrator',
  'privileged role administrator',
  'privileged authentication administrator',
  'application administrator',
  'cloud application administrator',
  'hybrid identity administrator',
  'user administrator',
  'security administrator',
  'conditional access administrator',
  'directory writers',
  'identity governance administrator',
]);
