/** Compiled, never run: each `@ts-expect-error` fails the type check on the day the mistake below it compiles. */
import type { AppId, KeyId, ObjectId, RunId, TenantId } from '../../src/provisioning/core/ids.ts';
import { parseTenantId } from '../../src/provisioning/core/ids.ts';

declare const tenant: TenantId;
declare const app: AppId;
declare const object: ObjectId;
declare const key: KeyId;
declare const run: RunId;

declare function needsTenant(id: TenantId): void;
declare function needsApp(id: AppId): void;
declare function needsObject(id: ObjectId): void;
declare function needsKey(id: KeyId): void;
declare function needsRun(id: RunId): void;
declare function needsText(text: string): void;

export function eachIdFitsItsPlace(): void {
  needsTenant(tenant);
  needsApp(app);
  needsObject(object);
  needsKey(key);
  needsRun(run);
}

export function anIdIsStillText(): void {
  needsText(tenant);
  needsText(app);
}

export function aTenantIsNoApplication(): void {
  // @ts-expect-error a tenant id is not an application id
  needsApp(tenant);
  // @ts-expect-error nor the other way round
  needsTenant(app);
}

export function anApplicationHasTwoIds(): void {
  // @ts-expect-error the object id is not the application (client) id
  needsApp(object);
  // @ts-expect-error nor the other way round
  needsObject(app);
}

export function aKeyIdIsNothingElse(): void {
  // @ts-expect-error a key id is not an object id
  needsObject(key);
  // @ts-expect-error a run of ours is not a key id
  needsKey(run);
  // @ts-expect-error a tenant is not a run
  needsRun(tenant);
}

export function textIsParsedFirst(typed: string): void {
  // @ts-expect-error text becomes an id by passing its parser
  needsTenant(typed);
  // @ts-expect-error the parser may have refused it
  needsTenant(parseTenantId(typed));
  const parsed = parseTenantId(typed);
  if (parsed !== undefined) needsTenant(parsed);
}
