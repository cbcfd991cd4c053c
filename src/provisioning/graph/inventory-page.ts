/**
 * One page of applications as Graph sends it, read into ours. What has no id is not understood, and said to be so. By
 * hand, not by a schema: a large tenant has a quarter of a million credentials, for each of which a schema leaves
 * behind ten times what it reads.
 */
import { parseAppId, parseKeyId, parseObjectId } from '../core/ids.ts';
import type { ObjectId } from '../core/ids.ts';
import type { CredentialKind, SeenApplication, SeenCredential } from '../ports.ts';

export interface ReadPage {
  /** Of an application that is there twice, the later one. */
  readonly seen: readonly SeenApplication[];
  readonly removed: readonly ObjectId[];
  /** Sent with some of their properties only: to be asked for. */
  readonly partial: readonly ObjectId[];
  readonly next: string | undefined;
  readonly link: string | undefined;
}

/** Undefined when it is no page of applications. */
export function readPage(body: unknown): ReadPage | undefined {
  try {
    return pageOf(object(body));
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return undefined;
    throw thrown;
  }
}

class NotUnderstood extends Error {
  override readonly name = 'NotUnderstood';
}

type Json = Readonly<Record<string, unknown>>;

function pageOf(body: Json): ReadPage {
  const items = new Map(
    list(body['value'])
      .map(object)
      .map((one) => [required(parseObjectId(one['id'])), one]),
  );
  const seen: SeenApplication[] = [];
  const removed: ObjectId[] = [];
  const partial: ObjectId[] = [];
  for (const [id, item] of items) {
    if (item['@removed'] != null) removed.push(id);
    else if (isWhole(item)) seen.push(applicationOf(id, item));
    else partial.push(id);
  }
  const [next, link] = [textOrNull(body['@odata.nextLink']), textOrNull(body['@odata.deltaLink'])];
  return { seen, removed, partial, next: next ?? undefined, link: link ?? undefined };
}

/** In a list of changes an item may be the id and what changed (https://learn.microsoft.com/graph/delta-query-overview). */
function isWhole(item: Json): boolean {
  return (
    item['appId'] !== undefined &&
    item['passwordCredentials'] !== undefined &&
    item['keyCredentials'] !== undefined
  );
}

function applicationOf(id: ObjectId, item: Json): SeenApplication {
  return {
    id,
    appId: required(parseAppId(item['appId'])),
    displayName: nameOrNull(item['displayName']) ?? '',
    createdAt: instantOrNull(item['createdDateTime']),
    tags: list(item['tags'] ?? []).map((tag) => required(textOrNull(tag) ?? undefined)),
    credentials: [
      ...credentialsOf('secret', list(item['passwordCredentials'])),
      ...credentialsOf('certificate', list(item['keyCredentials'])),
    ],
  };
}

/** Each key id once. */
function credentialsOf(kind: CredentialKind, items: readonly unknown[]): readonly SeenCredential[] {
  const credentials: SeenCredential[] = [];
  for (const item of items) {
    const one = credentialOf(kind, object(item));
    const known = credentials.findIndex(({ keyId }) => keyId === one.keyId);
    if (known === -1) credentials.push(one);
    else credentials[known] = one;
  }
  return credentials;
}

/** The bytes of a key are not looked at. */
function credentialOf(kind: CredentialKind, item: Json): SeenCredential {
  return {
    kind,
    keyId: required(parseKeyId(item['keyId'])),
    displayName: nameOrNull(item['displayName']),
    starts: instantOrNull(item['startDateTime']),
    ends: instantOrNull(item['endDateTime']),
  };
}

const LONGEST_NAME = 256;

/** As Graph has it for people; the database takes neither U+0000 nor half a character. */
function nameOrNull(value: unknown): string | null {
  const text = textOrNull(value);
  return text === null ? null : text.replaceAll('\u0000', '').slice(0, LONGEST_NAME).toWellFormed();
}

const FIRST_INSTANT = Date.UTC(1900, 0, 1);
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59);

/** In one form, and within what every reader understands. */
function instantOrNull(value: unknown): string | null {
  const text = textOrNull(value);
  if (text === null) return null;
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new NotUnderstood('A date is none.');
  return new Date(Math.min(Math.max(at, FIRST_INSTANT), LAST_INSTANT)).toISOString();
}

function textOrNull(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new NotUnderstood('A text is none.');
  return value;
}

function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new NotUnderstood('An object is none.');
  return value as Json;
}

function list(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new NotUnderstood('A list is none.');
  return value;
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new NotUnderstood('Something is missing.');
  return value;
}
