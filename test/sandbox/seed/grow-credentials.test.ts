import { expect, test } from '@jest/globals';
import { seedWorld } from '../../../src/sandbox/seed.ts';

const grown = Object.values(seedWorld({ now: 0, applications: 1000 }).applications).filter(({ tags }) =>
  tags.includes('sample'),
);
const secrets = grown.flatMap(({ passwordCredentials }) => passwordCredentials);
const certificates = grown.flatMap(({ keyCredentials }) => keyCredentials);
const all = [...secrets, ...certificates];

test('a thousand grown applications hold two and a half thousand credentials, a tenth of them certificates', () => {
  expect([grown.length, secrets.length, certificates.length]).toEqual([1000, 2250, 250]);
});

test('no two grown credentials share a key', () => {
  expect(new Set(all.map(({ keyId }) => keyId)).size).toBe(all.length);
});

test('grown credentials end within two years, on every day of them', () => {
  const days = new Set(all.map(({ endDateTime }) => Date.parse(endDateTime) / 86_400_000));
  expect([Math.min(...days), Math.max(...days), days.size]).toEqual([1, 730, 730]);
});
