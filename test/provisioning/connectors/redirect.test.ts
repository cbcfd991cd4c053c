/** Where a sign-in's answer may be sent. */
import { describe, expect, test } from '@jest/globals';
import {
  checkDomain,
  checkLink,
  checkRedirect,
  type Platform,
} from '../../../src/provisioning/connectors/redirect.ts';

const DOMAINS = ['example.com'];

function code(address: string, platform: Platform = 'web'): string | null {
  return checkRedirect(address, platform, DOMAINS)?.code ?? null;
}

describe('a redirect address is taken', () => {
  test.each<[string, Platform]>([
    ['https://example.com', 'web'],
    ['https://login.example.com/callback', 'web'],
    ['https://example.com:8443/a?b=c', 'spa'],
    ['http://localhost', 'web'],
    ['http://localhost', 'publicClient'],
    ['http://localhost:8639', 'publicClient'],
    ['urn:ietf:wg:oauth:2.0:oob', 'publicClient'],
    ['https://login.microsoftonline.com/common/oauth2/nativeclient', 'publicClient'],
  ])('%s for %s', (address, platform) => {
    expect(code(address, platform)).toBeNull();
  });
});

describe('a redirect address is refused', () => {
  test.each<[string, Platform?]>([
    ['http://example.com'],
    ['http://localhost:8639'],
    ['http://localhost/callback'],
    ['http://localhost', 'spa'],
    ['http://localhost:999999', 'publicClient'],
    ['http://localhost.evil.test', 'publicClient'],
    ['http://127.0.0.1', 'publicClient'],
    ['urn:ietf:wg:oauth:2.0:oob'],
    ['https://*.example.com'],
    ['https://example.com/*'],
    ['https://example.com/#top'],
    ['https://example.com/#'],
    ['https://user@example.com'],
    ['https://user:word@example.com'],
    ['https://example.com@evil.test'],
    ['https://93.184.216.34/'],
    ['https://0x5db8d822/'],
    ['https://[2001:db8::1]/'],
    ['https://exаmple.com'],
    ['https://xn--exmple-4nf.com'],
    ['https://example.com/{tenant}'],
    ['https://example.com/a b'],
    ['https://example.com\\evil.test'],
    ['javascript:alert(1)'],
    ['data:text/html,x'],
    ['//example.com'],
    ['example.com'],
    [`https://example.com/${'x'.repeat(256)}`],
  ])('%s', (address, platform = 'web') => {
    expect(code(address, platform)).toBe('DEF_REDIRECT');
  });

  test.each([
    'https://evil.test',
    'https://example.com.evil.test',
    'https://badexample.com',
    'https://example.org',
  ])('%s, outside the domains of the vendor', (address) => {
    expect(code(address)).toBe('DEF_REDIRECT_DOMAIN');
  });
});

test('a vendor domain is plain and its own', () => {
  expect(['example.com', 'a-b.example.co.uk'].map(checkDomain)).toEqual([null, null]);
  const refused = [
    'com',
    '*.com',
    'Example.com',
    'example.com.',
    'exa mple.com',
    'co.uk',
    'github.io',
    '1.2.3.4',
    '',
  ];
  expect(refused.filter((domain) => checkDomain(domain) === null)).toEqual([]);
});

describe('a link', () => {
  test.each([
    'https://example.com/guide.html?lang=en',
    'https://docs.example.com/guide#step-3',
    'https://learn.microsoft.com/en-us/graph/auth-register-app-v2',
  ])('%s is shown', (address) => {
    expect(checkLink(address, DOMAINS)).toBeNull();
  });

  test.each([
    'http://example.com/guide',
    'http://localhost',
    'https://example.org/guide',
    'https://learn.microsoft.com.evil.test/',
    'https://docs.microsoft.com/',
    'https://user@learn.microsoft.com/',
    'https://learn.microsoft.com/#<script>',
    'https://xn--mcrosoft-c4a.com/',
    'javascript:alert(1)',
    'learn.microsoft.com',
    '#top',
  ])('%s is not', (address) => {
    expect(checkLink(address, DOMAINS)?.code).toBe('DEF_LINK');
  });
});
