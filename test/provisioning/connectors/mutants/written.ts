/** A definition as plain data that mutants are made of. JSON is YAML, so the loader reads it as it is written. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import catalogue from '../../../../src/sandbox/data/permissions-catalogue.json' with { type: 'json' };

export interface WrittenPermission {
  resource?: string;
  value: string;
  type: string;
  id: string;
}

export interface WrittenWhen {
  functions?: string[];
  answers?: Record<string, string[]>;
}

export interface WrittenChoice {
  kind: string;
  id: string;
  label: string;
  why: string;
  when?: WrittenWhen | WrittenWhen[];
  permission?: WrittenPermission;
  ticked?: boolean;
  without?: string;
  preset?: string;
  options?: { id: string; label: string; permission?: WrittenPermission; without?: string }[];
}

export interface Written {
  id: string;
  version: number;
  title: string;
  vendor: { name: string; domains: string[] };
  audience: { preset: string; others: string[] };
  functions?: { id: string; label: string; ticked: boolean }[];
  questions?: { id: string; preset: string; options: { id: string }[] }[];
  permissions: WrittenChoice[];
  redirects: { web: string[]; spa: string[]; publicClient: string[] };
  publicClient: string;
  credentials: ({ kind: string; lives?: string[]; preset?: string; longest?: string } & Record<
    string,
    unknown
  >)[];
  needsCredential?: string;
  user?: { ways: string[]; owner: boolean; mayNeverExpire: boolean; when?: unknown } & Record<
    string,
    unknown
  >;
  directoryRoles?: { preset: string[]; notice: string };
  deviceCode?: boolean;
  morePermissions?: { label: string; why: string };
  cleanUp?: { why: string };
  handOver: { to: string };
  [field: string]: unknown;
}

/** The version that was in use before the mutant comes. */
export const VERSION = 3;

export function readWritten(file: string): Written {
  const path = new URL(`../../../../src/provisioning/connectors/${file}`, import.meta.url);
  return { ...(parse(readFileSync(path, 'utf8')) as Written), version: VERSION };
}

export function textOf(written: object): string {
  return JSON.stringify(written, null, 1);
}

export const published = catalogue.permissions as readonly WrittenPermission[];

/** `count` permissions, spread over the whole catalogue, the same every time; `from` shifts them. */
export function spread(count: number, from: number, type?: string): readonly WrittenPermission[] {
  const all = published.filter((one) => type === undefined || one.type === type);
  return Array.from({ length: count }, (_, index) => {
    const {
      value,
      type: its,
      id,
    } = all[(from * 37 + Math.floor((index * all.length) / count)) % all.length]!;
    return { value, type: its, id };
  });
}

export function publishedAs(value: string, type: string): WrittenPermission | undefined {
  const found = published.find((one) => one.value === value && one.type === type);
  return found && { value: found.value, type: found.type, id: found.id };
}

/** Every permission of a definition, where it stands. */
export function permissionsOf(written: Written): readonly WrittenPermission[] {
  return written.permissions.flatMap(({ permission, options = [] }) => [
    ...(permission ? [permission] : []),
    ...options.flatMap((option) => option.permission ?? []),
  ]);
}
