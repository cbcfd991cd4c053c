/**
 * Which host names an app for Teams may name: those of whoever runs it. The store's rules say so of `validDomains`
 * (https://learn.microsoft.com/microsoftteams/platform/concepts/deploy-and-publish/appsource/prepare/teams-store-validation-guidelines).
 */

/** Names that go to somebody's desk for an afternoon. */
const TUNNELS = [
  'devtunnels.ms',
  'ngrok.io',
  'ngrok.app',
  'ngrok.dev',
  'ngrok-free.app',
  'ngrok-free.dev',
  'loca.lt',
  'localtunnel.me',
  'localhost.run',
  'lhr.life',
  'pagekite.me',
  'serveo.net',
  'trycloudflare.com',
];

/** Names Microsoft hands out or answers on. */
const MICROSOFTS = [
  'azure.com',
  'azurecontainerapps.io',
  'azurefd.net',
  'azurestaticapps.net',
  'azurewebsites.net',
  'botframework.com',
  'cloud.microsoft',
  'live.com',
  'microsoft.com',
  'microsoft365.com',
  'microsoftonline.com',
  'office.com',
  'office365.com',
  'onmicrosoft.com',
  'sharepoint.com',
  'trafficmanager.net',
  'windows.net',
];

/** Ends of names that mean nothing outside of one network. */
const PRIVATE = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'lan',
  'home',
  'test',
  'invalid',
];

const LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/;

/** What is wrong with it, to be said after the name of the setting; undefined when nothing is. */
export function objectionToHost(host: string): string | undefined {
  const labels = host.split('.');
  if (within(host, PRIVATE))
    return 'is a name of this machine or of one network. People’s Teams must reach it.';
  if (/^[\d.]+$/.test(host) || host.includes(':')) return 'is an address in digits. Use a host name.';
  if (labels.length < 2 || host.length > 253 || !labels.every((label) => LABEL.test(label)))
    return 'is not a host name such as registrar.contoso.com.';
  if (within(host, TUNNELS)) return 'is the name of a tunnel. Use a domain of your own.';
  if (within(host, MICROSOFTS)) return 'is a domain of Microsoft’s. Use a domain of your own.';
  return undefined;
}

function within(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}
