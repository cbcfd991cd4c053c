import { describe, expect, test } from '@jest/globals';
import { measureSetUp } from '../../bench/lib/set-up.ts';
import { vendorCertificate } from '../fakes/certificates.ts';

/** Enough to tell requests that wait for each other from those that do not; nothing here is timed. */
const LATENCY_MS = 25;

describe('dependent round trips of a set-up of Nectar', () => {
  test.each([50, 2_000])(
    'with a secret, in a tenant of %i service principals: one batch of checks, then four',
    async (size) => {
      const { preflightRoundTrips, roundTrips } = await measureSetUp(size, LATENCY_MS);
      expect({ preflightRoundTrips, roundTrips }).toEqual({ preflightRoundTrips: 1, roundTrips: 4 });
    },
  );

  test('with a certificate: four as well', async () => {
    const certificate = vendorCertificate(Date.now()).pem;
    const { roundTrips } = await measureSetUp(50, LATENCY_MS, { credential: 'certificate', certificate });
    expect(roundTrips).toBe(4);
  });
});
