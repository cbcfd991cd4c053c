/** Fixed identifiers of the pretend tenant: the same in every start, so that links and notes stay good. */

export const TENANT_ID = '7c9b3f52-6a0e-4d1b-9c55-2f6f0a51c0de';
export const TENANT_NAME = 'Contoso';
export const DEFAULT_DOMAIN = 'contoso.example';

/** Microsoft Graph's own application id, the same in every real tenant. */
export const GRAPH_APP_ID = '00000003-0000-0000-c000-000000000000';
export const GRAPH_SP_ID = '5f1d2c3b-0003-4a00-8000-00000000a003';
/** The tenant Microsoft publishes its first-party applications from. */
export const MICROSOFT_SERVICES_TENANT_ID = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a';

export const REGISTRAR_APP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d01';
export const REGISTRAR_APP_OBJECT_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d02';
export const REGISTRAR_SP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d03';
export const REGISTRAR_GRANT_ID = 'rG0t7Vq1kE2zYc3oQm4xJw';

export const DEVICE_SIGN_IN_APP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d11';
export const DEVICE_SIGN_IN_APP_OBJECT_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d12';
export const DEVICE_SIGN_IN_SP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d13';
export const DEVICE_SIGN_IN_GRANT_ID = 'dV1c3Xq1kE2zYc3oQm4xJw';

export const WATCH_APP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d21';
export const WATCH_APP_OBJECT_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d22';
export const WATCH_SP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d23';
export const WATCH_ASSIGNMENT_ID = 'wT4n8Zq1kE2zYc3oQm4xJw';
export const WATCH_GRANTS_ASSIGNMENT_ID = 'wT4n8Zq1kE2zYc3oQm4xJx';

export const TAB_APP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d31';
export const TAB_APP_OBJECT_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d32';
export const TAB_SP_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d33';
export const TAB_SCOPE_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d34';
export const TAB_GRANT_ID = 'tB2n8Zq1kE2zYc3oQm4xJw';

export const INSPECTOR_APP_ID = '8e2f6b14-3c7d-4f09-b1a6-0d9c5a4e2b01';
export const INSPECTOR_APP_OBJECT_ID = '8e2f6b14-3c7d-4f09-b1a6-0d9c5a4e2b02';
export const INSPECTOR_SP_ID = '8e2f6b14-3c7d-4f09-b1a6-0d9c5a4e2b03';
export const INSPECTOR_KEY_ID = '8e2f6b14-3c7d-4f09-b1a6-0d9c5a4e2b04';

/**
 * A GUID made from a block and a number: `seedGuid('a1', 7)` -> `a1000000-0000-4000-8000-000000000007`.
 * Blocks keep the ranges of grown objects apart.
 */
export function seedGuid(block: string, index: number): string {
  return `${block.padEnd(8, '0')}-0000-4000-8000-${index.toString(16).padStart(12, '0')}`;
}
