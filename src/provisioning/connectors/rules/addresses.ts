/** Addresses: domains of the vendor, where sign-ins answer to, and where people are sent to read. */
import type { Definition } from '../../core/definition.ts';
import { checkDomain, checkLink, checkRedirect, type Platform } from '../redirect.ts';
import { broken, wrong, type Broken } from './broken.ts';

export function domains({ vendor }: Definition): readonly Broken[] {
  return vendor.domains.flatMap((domain, index) => {
    const reason = checkDomain(domain);
    return reason === null ? [] : [wrong(['vendor', 'domains', index], reason)];
  });
}

const PLATFORMS: readonly Platform[] = ['web', 'spa', 'publicClient'];

export function redirects({ redirects: addresses, publicClient, vendor }: Definition): readonly Broken[] {
  const idle =
    publicClient === 'never' && addresses.publicClient.length > 0
      ? [broken(['redirects', 'publicClient'], 'DEF_PUBLIC_CLIENT')]
      : [];
  const bad = PLATFORMS.flatMap((platform) =>
    addresses[platform].flatMap((address, index) => {
      const failed = checkRedirect(address, platform, vendor.domains);
      return failed ? [{ path: ['redirects', platform, index], failure: failed }] : [];
    }),
  );
  return [...bad, ...idle];
}

export function links({ links: given, vendor }: Definition): readonly Broken[] {
  return given.flatMap(({ url }, index) => {
    const failed = checkLink(url, vendor.domains);
    return failed ? [{ path: ['links', index, 'url'], failure: failed }] : [];
  });
}
