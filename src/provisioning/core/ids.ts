/**
 * Entra gives us GUIDs that look alike. Each kind has a brand and one parser, so that a tenant id can never be
 * passed where an application id belongs.
 */
declare const brand: unique symbol;
type Branded<T, B extends string> = T & { readonly [brand]: B };

export type TenantId = Branded<string, 'TenantId'>;
/** Application (client) id. */
export type AppId = Branded<string, 'AppId'>;
/** Object id of an application, service principal, user or any other directory object. */
export type ObjectId = Branded<string, 'ObjectId'>;
/** Key id of a credential. Never shown to anyone: people paste it where the secret belongs. */
export type KeyId = Branded<string, 'KeyId'>;
/** A run of ours. */
export type RunId = Branded<string, 'RunId'>;

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True for 8-4-4-4-12 hexadecimal digits, in either case. */
export function isGuid(text: unknown): text is string {
  return typeof text === 'string' && GUID.test(text);
}

function parser<T extends string>(): (text: unknown) => T | undefined {
  return (text) => (isGuid(text) ? (text.toLowerCase() as T) : undefined);
}

/** Each returns the id in lower case, or undefined when the text is no GUID. */
export const parseTenantId = parser<TenantId>();
export const parseAppId = parser<AppId>();
export const parseObjectId = parser<ObjectId>();
export const parseKeyId = parser<KeyId>();
export const parseRunId = parser<RunId>();

/** The appId of Microsoft Graph, the same in every tenant and cloud. */
export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000' as AppId;
