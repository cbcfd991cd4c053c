/** What a definition could ask for besides permissions: addresses, roles, accounts, credentials, and who gets them. */
import { addDuration, DAY, durationWords, parseDuration } from './dates.ts';
import type { Definition, HandOverField, Life, UserNeed } from './definition.ts';
import { casesOf, EVERY_CASE, type Case } from './narrower.ts';
import { ALWAYS, firmly, FROM_THE_START, IF_CHOSEN, standing } from './rights-words.ts';
import type { Right } from './rights.ts';

export function registrationRights(definition: Definition): readonly Right[] {
  return [
    ...whoGetsIt(definition),
    ...addresses(definition),
    ...audience(definition),
    ...publicClient(definition),
    ...standAlone(definition),
    ...(definition.user ? account(definition, definition.user) : []),
    ...directoryRoles(definition),
    ...credentials(definition),
    ...extras(definition),
  ];
}

function right(
  key: string,
  words: string,
  rank: number = ALWAYS,
  cases: readonly Case[] = EVERY_CASE,
): Right {
  return { key, rank, cases, words };
}

const GIVEN: Readonly<Record<HandOverField['value'], string>> = {
  'application-id': 'the id of the application',
  'tenant-id': 'the id of the tenant',
  'tenant-name': 'the name of the tenant',
  secret: 'the secret',
  'display-name': 'the name of the application',
  'user-name': 'the user name of the account',
  'user-password': 'the password of the account, from whoever set it',
};

/** The same permissions for somebody else are not the same rights. */
function whoGetsIt({ vendor, handOver }: Definition): readonly Right[] {
  return [
    right(`vendor ${vendor.name}`, `The vendor is ${vendor.name}`),
    right(`hand-over to ${handOver.to}`, `Handed over to ${handOver.to}`),
    ...handOver.fields.map(({ value }) => right(`hand-over of ${value}`, `The vendor gets ${GIVEN[value]}`)),
  ];
}

const PLATFORMS = [
  ['web', 'web'],
  ['spa', 'single-page application'],
  ['publicClient', 'mobile and desktop'],
] as const;

function addresses({ redirects, vendor }: Definition): readonly Right[] {
  return [
    ...PLATFORMS.flatMap(([platform, label]) =>
      redirects[platform].map((uri) =>
        right(`redirect ${platform} ${uri}`, `Redirect address ${uri} (${label})`),
      ),
    ),
    ...vendor.domains.map((domain) => right(`domain ${domain}`, `Domain of the vendor: ${domain}`)),
  ];
}

/** One's own organization is the least there is. */
function audience({ audience: { preset, others } }: Definition): readonly Right[] {
  const offered = [preset, ...others];
  const index = offered.indexOf('AzureADMultipleOrgs');
  if (index < 0) return [];
  const rank = standing(offered, index);
  return [right('audience', firmly('Sign-in by any organization', rank), rank)];
}

function publicClient({ publicClient: when }: Definition): readonly Right[] {
  switch (when) {
    case 'never':
      return [];
    case 'with-delegated-permissions':
      return [right('public client', 'A public client, with delegated permissions', IF_CHOSEN)];
    case 'always':
      return [right('public client', 'A public client, always', ALWAYS)];
  }
}

function standAlone({ functions }: Definition): readonly Right[] {
  return functions.flatMap(({ id, label, alone }) =>
    alone === undefined ? [] : [right(`alone ${id}`, `A registration of its own for ${label}`)],
  );
}

const WAYS = { create: 'A new account', existing: 'An account that is there' } as const;

function account(definition: Definition, user: UserNeed): readonly Right[] {
  const cases = casesOf(definition, user.when);
  const ways = user.ways.map((way, index) => {
    const rank = standing(user.ways, index);
    return right(`account ${way}`, firmly(WAYS[way], rank), rank, cases);
  });
  return [
    ...ways,
    ...(user.owner ? [right('account owner', 'The account owns the application', ALWAYS, cases)] : []),
    ...(user.mayNeverExpire
      ? [right('account for ever', 'The password of the account may never expire', IF_CHOSEN, cases)]
      : []),
  ];
}

function directoryRoles({ directoryRoles: roles }: Definition): readonly Right[] {
  if (roles === undefined) return [];
  return [
    right('roles', 'Entra roles for its service principal, if chosen', IF_CHOSEN),
    ...roles.preset.map((name) =>
      right(`role ${name}`, firmly(`Entra role ${name}`, FROM_THE_START), FROM_THE_START),
    ),
  ];
}

function credentials({ credentials: offers, needsCredential }: Definition): readonly Right[] {
  const always = needsCredential === 'always';
  const needed = always
    ? right('credential', 'A credential, always', ALWAYS)
    : right('credential', 'A credential, with application permissions', IF_CHOSEN);
  const kinds = offers.flatMap((offer, index): readonly Right[] => {
    const rank = standing(offers, index);
    if (offer.kind === 'certificate') return [right('certificate', 'A certificate', IF_CHOSEN)];
    return [
      right('secret', firmly('A client secret', rank), rank),
      right('secret life', `A client secret for up to ${durationWords(offer.longest)}`, days(offer.longest)),
      right(
        'secret preset',
        `A client secret for ${durationWords(offer.preset)}, unless somebody chooses another time`,
        days(offer.preset),
      ),
      ...(offer.description?.eachFor === undefined
        ? []
        : [right('secrets', `Several client secrets, one for each ${offer.description.eachFor}`)]),
    ];
  });
  return [needed, ...kinds];
}

/** Days from the epoch: a year and twelve months come to the same. */
function days(life: Life): number {
  return addDuration(0, parseDuration(life) ?? { months: 0, ms: 0 }) / DAY;
}

function extras({ deviceCode, cleanUp }: Definition): readonly Right[] {
  return [
    ...(deviceCode ? [right('code', 'Signing in with a code')] : []),
    ...(cleanUp ? [right('clean-up', 'Permissions of an earlier registration may be taken away')] : []),
  ];
}
