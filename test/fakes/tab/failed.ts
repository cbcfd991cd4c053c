/** What the tab's server says when its register cannot be read. */
import type { ApiFailure } from '../../../src/provisioning/contract/tab.ts';

export const FAILED: ApiFailure = {
  code: 'STORE_DOWN',
  what: 'The register cannot be read',
  why: 'The database does not answer.',
  fix: 'Wait a minute, then try again.',
};
