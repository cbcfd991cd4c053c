/** Settings of an application as they may be found, for properties about changing them and changing them back. */
import fc from 'fast-check';
import { MICROSOFT_GRAPH, type AppId } from '../../../src/provisioning/core/ids.ts';
import type { ApplicationFacts } from '../../../src/provisioning/core/operations.ts';
import type { Settings } from '../../../src/provisioning/core/plan-existing.ts';
import { ROLE_IDS, SCOPE_IDS } from './ground.ts';
import { application } from './runs.ts';

export function applicationWith(settings: Partial<Settings> = {}): ApplicationFacts {
  const redirects = { web: [], spa: [], publicClient: [] };
  return application({ requested: [], redirects, publicClient: false, ...settings });
}

const uris = fc.uniqueArray(
  fc.constantFrom(
    'http://localhost',
    'http://localhost:8639',
    'urn:ietf:wg:oauth:2.0:oob',
    'https://a.example',
    'https://b.example',
  ),
);
const access = fc.uniqueArray(
  fc.oneof(
    fc.constantFrom(...Object.values(ROLE_IDS)).map((id) => ({ id, type: 'Role' as const })),
    fc.constantFrom(...Object.values(SCOPE_IDS)).map((id) => ({ id, type: 'Scope' as const })),
  ),
  { minLength: 1, maxLength: 5, selector: ({ id }) => id },
);
const resource = fc.constantFrom(MICROSOFT_GRAPH, '00000002-0000-0000-c000-000000000000' as AppId);

/** Each API at most once, as Graph keeps them, and none without permissions. */
export const anySettings: fc.Arbitrary<Settings> = fc.record({
  requested: fc.uniqueArray(fc.record({ resource, access }), { selector: ({ resource: api }) => api }),
  redirects: fc.record({ web: uris, spa: uris, publicClient: uris }),
  publicClient: fc.boolean(),
});
