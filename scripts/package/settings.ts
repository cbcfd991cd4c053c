/** What a package is made from, read from the environment. Everything that is wrong is said at once. */
import { isGuid } from '../../src/provisioning/core/ids.ts';
import { VARIABLES } from '../../src/config.ts';
import { objectionToHost } from './hosts.ts';
import { PackageRefused } from './refused.ts';

export interface PackageSetting {
  readonly name: string;
  /** As docs/configuration.md says it. */
  readonly use: string;
}

export const PACKAGE_SETTINGS = [
  { name: 'BOT_APP_ID', use: 'Application id of the bot.' },
  {
    name: 'TAB_APP_ID',
    use: 'Application id of the API that the tab calls. That of the pretend tenant is refused.',
  },
  { name: 'PUBLIC_HOST', use: 'Host name people reach Registrar at by https, e.g. `registrar.contoso.com`.' },
  { name: 'DEVELOPER_NAME', use: 'Who stands behind the app, up to 32 characters.' },
  { name: 'DEVELOPER_URL', use: 'Page with help and a way to reach you, open without a sign-in.' },
  { name: 'PRIVACY_URL', use: 'Your privacy statement: what is stored, for how long, how it is deleted.' },
  { name: 'TERMS_URL', use: 'Your terms of use.' },
  { name: 'TEAMS_APP_ID', use: 'Id of the app in Teams. Not set: that of the bot.' },
  {
    name: 'PACKAGE_VERSION',
    use: 'Version of the package. Not set: that of Registrar. Each update needs a higher one.',
  },
] as const satisfies readonly PackageSetting[];

type Name = (typeof PACKAGE_SETTINGS)[number]['name'];

/** One value for each `{{name}}` in appPackage. */
export type PackageValues = Readonly<
  Record<
    | 'apiAppId'
    | 'apiResource'
    | 'botId'
    | 'developerName'
    | 'developerUrl'
    | 'privacyUrl'
    | 'publicHost'
    | 'teamsAppId'
    | 'termsUrl'
    | 'version',
    string
  >
>;

type Environment = Readonly<Record<string, string | undefined>>;

const NOBODY = '00000000-0000-0000-0000-000000000000';
const LONGEST_DEVELOPER_NAME = 32;
const PRETEND = VARIABLES.find(({ name }) => name === 'TAB_APP_ID')?.preset;

/** Throws PackageRefused. @param version of Registrar, from package.json */
export function readSettings(env: Environment, version: string): PackageValues {
  const problems: string[] = [];
  const text = (name: Name): string => env[name]?.trim() ?? '';
  const check = (name: Name, value: string, objection: string | undefined): string => {
    if (objection !== undefined) problems.push(`${name} ${value === '' ? 'is not set.' : objection}`);
    return value;
  };
  const [bot, api, host] = [text('BOT_APP_ID'), text('TAB_APP_ID'), text('PUBLIC_HOST').toLowerCase()];
  const teams = text('TEAMS_APP_ID') || bot;
  const released = text('PACKAGE_VERSION') || version;
  const address = (name: Name): string => check(name, text(name), objectionToAddress(text(name)));
  const values = {
    botId: check('BOT_APP_ID', bot, objectionToId(bot)),
    apiAppId: check('TAB_APP_ID', api, objectionToApi(api)),
    publicHost: check('PUBLIC_HOST', host, objectionToBareHost(host)),
    developerName: check('DEVELOPER_NAME', text('DEVELOPER_NAME'), objectionToName(text('DEVELOPER_NAME'))),
    developerUrl: address('DEVELOPER_URL'),
    privacyUrl: address('PRIVACY_URL'),
    termsUrl: address('TERMS_URL'),
    teamsAppId: teams === bot ? teams : check('TEAMS_APP_ID', teams, objectionToId(teams)),
    version: check('PACKAGE_VERSION', released, objectionToVersion(released)),
    apiResource: resource(host, api, bot),
  };
  if (problems.length > 0) throw new PackageRefused(problems);
  return values;
}

/** One application for bot and API has its id marked as the bot's, two have not. */
function resource(host: string, api: string, bot: string): string {
  return api.toLowerCase() === bot.toLowerCase() ? `api://${host}/botid-${bot}` : `api://${host}/${api}`;
}

function objectionToId(id: string): string | undefined {
  return isGuid(id) && id !== NOBODY
    ? undefined
    : 'is not an application id (8-4-4-4-12 hexadecimal digits).';
}

function objectionToApi(id: string): string | undefined {
  return id.toLowerCase() === PRETEND
    ? 'is that of the pretend tenant. Use that of your own.'
    : objectionToId(id);
}

function objectionToBareHost(host: string): string | undefined {
  if (host.startsWith('http:'))
    return 'is an http address. Teams opens https only; give the host name alone.';
  return /[/@?#*]|:(?=\d+$)/.test(host)
    ? 'is more than a host name: leave out scheme, port, path and wildcard.'
    : objectionToHost(host);
}

function objectionToAddress(text: string): string | undefined {
  if (!URL.canParse(text)) return 'is not an address.';
  const { protocol, username, password, hostname } = new URL(text);
  if (protocol !== 'https:') return 'is not an https address.';
  if (username !== '' || password !== '') return 'has a user name in it.';
  return objectionToHost(hostname);
}

function objectionToName(name: string): string | undefined {
  const fits = name !== '' && name.length <= LONGEST_DEVELOPER_NAME && !/\p{C}/u.test(name);
  return fits ? undefined : `is longer than ${LONGEST_DEVELOPER_NAME} characters, or not plain text.`;
}

function objectionToVersion(version: string): string | undefined {
  const plain = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.test(version);
  return plain ? undefined : 'is not a version of three numbers, e.g. 1.2.0.';
}
