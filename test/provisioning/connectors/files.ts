/** The definitions that ship with the product: as files to damage, and as what they load to. */
import { readFileSync } from 'node:fs';
import { applies, type Selection } from '../../../src/provisioning/core/applies.ts';
import type { Definition, Permission } from '../../../src/provisioning/core/definition.ts';
import { loadDefinition } from '../../../src/provisioning/connectors/load.ts';

export const SHIPPED = [
  'audiocodes-live-platform',
  'cirrus-connect',
  'jtel-presence',
  'nectar',
  'saas-microsoft-365',
] as const;
export type Shipped = (typeof SHIPPED)[number];

export function fileOf(id: Shipped): string {
  return readFileSync(new URL(`../../../src/provisioning/connectors/${id}.yaml`, import.meta.url), 'utf8');
}

export function load(text: string | Uint8Array): ReturnType<typeof loadDefinition> {
  return loadDefinition('x.yaml', typeof text === 'string' ? new TextEncoder().encode(text) : text);
}

export function shipped(id: Shipped): Definition {
  const loaded = load(fileOf(id));
  if (!loaded.ok) throw new RangeError(JSON.stringify(loaded.problems));
  return loaded.definition;
}

/** `CODE field` of every problem; empty when it loads. */
export function problems(text: string | Uint8Array): readonly string[] {
  const loaded = load(text);
  return loaded.ok ? [] : loaded.problems.map(({ code, field }) => `${code} ${field}`.trim());
}

/** A good file with one piece replaced. */
export function changed(id: Shipped, from: string | RegExp, to: string): string {
  const before = fileOf(id);
  const text = before.replace(from, to);
  if (text === before) throw new RangeError(`nothing to change in ${id}: ${String(from)}`);
  return text;
}

/** Whatever the definition may ask for, in its order. */
export function permissionsOf({ permissions }: Definition): readonly Permission[] {
  return permissions.flatMap((choice) =>
    choice.kind === 'one-of'
      ? choice.options.flatMap(({ permission }) => permission ?? [])
      : [choice.permission],
  );
}

/** `type value` of what is asked for, of permissions that leave no choice of their own. */
export function asked({ permissions }: Definition, selection: Selection): readonly string[] {
  return permissions
    .filter(({ when }) => applies(when, selection))
    .flatMap((choice) =>
      choice.kind === 'always' ? [`${choice.permission.type} ${choice.permission.value}`] : [],
    );
}

/** What Microsoft publishes, as the sandbox keeps it. */
export const published = (
  JSON.parse(
    readFileSync(new URL('../../../src/sandbox/data/permissions-catalogue.json', import.meta.url), 'utf8'),
  ) as { readonly permissions: readonly { value: string; type: string; id: string }[] }
).permissions;
