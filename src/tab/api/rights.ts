/**
 * What a person may do at the moment, asked of Graph with that person's own token and believed for five minutes. Where
 * nobody can say, members may look and nobody may change anything.
 */
import { RegistrarError, roleName } from '../../provisioning/index.ts';
import type { HeldRoles, RolesOf } from '../../provisioning/index.ts';
import type { Caller } from './verify.ts';
import { ROLES_FOR, type Right } from './who-may.ts';

export interface RightsPorts {
  readonly rolesOf: RolesOf;
  /** Epoch ms, business time. */
  now(): number;
  /** Where an administrator consents for that tenant. */
  consentUrl(tenantId: string): string;
}

export interface Held {
  readonly may: { readonly see: boolean; readonly act: boolean; readonly setUp: boolean };
  /** Names of the roles that count here. */
  readonly roles: readonly string[];
  /** Why nobody can say what this person may do. */
  readonly held: RegistrarError | null;
}

/** As long as Microsoft lets a role that was taken away go on, and no longer. */
const KNOWN_FOR_MS = 5 * 60_000;
/** People that are remembered. */
const MOST = 2_000;

type Known = Extract<HeldRoles, { kind: 'held' }>;

export class Rights {
  readonly #ports: RightsPorts;
  readonly #known = new Map<string, { readonly roles: Known; readonly at: number }>();
  readonly #asking = new Map<string, Promise<HeldRoles>>();

  constructor(ports: RightsPorts) {
    this.#ports = ports;
  }

  /** Throws what keeps this person from it: TAB_TOKEN, TAB_GUEST, TAB_ROLE, TAB_CONSENT_NEEDED and the like. */
  async demand(caller: Caller, right: Right): Promise<void> {
    if (right === 'signed-in') return;
    if (right === 'see') return this.#demandMember(caller);
    const roles = await this.#roles(caller);
    const trouble = this.#troubleWith(roles, caller);
    if (trouble !== null) throw trouble;
    if (isGuest(caller, roles)) throw new RegistrarError('TAB_GUEST');
    if (!holdsOneFor(right, roles)) throw new RegistrarError('TAB_ROLE', { roles: namesFor(right) });
  }

  /** For whoever wants to know beforehand. Throws TAB_TOKEN. */
  async of(caller: Caller): Promise<Held> {
    const roles = await this.#roles(caller);
    const guest = isGuest(caller, roles);
    const may = (right: Right): boolean => guest === false && holdsOneFor(right, roles);
    const held = guest === true ? new RegistrarError('TAB_GUEST') : this.#troubleWith(roles, caller);
    if (held?.code === 'TAB_TOKEN') throw held;
    return {
      may: { see: guest === false, act: may('act'), setUp: may('set-up') },
      roles: countedRoles(roles),
      held,
    };
  }

  async #demandMember(caller: Caller): Promise<void> {
    const roles = caller.guest === null ? await this.#roles(caller) : null;
    const guest = isGuest(caller, roles);
    if (guest === true) throw new RegistrarError('TAB_GUEST');
    if (guest === false) return;
    const trouble = roles === null ? null : this.#troubleWith(roles, caller);
    throw trouble?.code === 'TAB_ROLES_UNKNOWN' || trouble === null
      ? new RegistrarError('TAB_MEMBER_UNKNOWN')
      : trouble;
  }

  #troubleWith(roles: HeldRoles, { actor }: Caller): RegistrarError | null {
    switch (roles.kind) {
      case 'held':
        return roles.oid === actor.oid ? null : new RegistrarError('TAB_TOKEN');
      case 'void':
        return new RegistrarError('TAB_TOKEN');
      case 'claims':
        return new RegistrarError('TAB_CLAIMS_NEEDED', { claims: roles.claims });
      case 'consent':
        return new RegistrarError('TAB_CONSENT_NEEDED', { consent: this.#ports.consentUrl(actor.tenantId) });
      case 'unavailable':
        return new RegistrarError('TAB_ROLES_UNKNOWN');
    }
  }

  /** One question at a time for each person, however many requests need the answer. */
  async #roles({ actor, token }: Caller): Promise<HeldRoles> {
    const key = `${actor.tenantId}/${actor.oid}`;
    const age = this.#ports.now() - (this.#known.get(key)?.at ?? -Infinity);
    const known = this.#known.get(key);
    if (known !== undefined && age >= 0 && age < KNOWN_FOR_MS) return known.roles;
    const asking = this.#asking.get(key) ?? this.#ports.rolesOf({ tenantId: actor.tenantId, token });
    this.#asking.set(key, asking);
    const roles = await asking.finally(() => this.#asking.delete(key));
    if (roles.kind === 'held') this.#remember(key, roles);
    else this.#known.delete(key);
    return roles;
  }

  #remember(key: string, roles: Known): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MOST && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(key, { roles, at: this.#ports.now() });
  }
}

/** What Entra wrote in the token, else what Graph says; null: neither says. */
function isGuest({ guest }: Caller, roles: HeldRoles | null): boolean | null {
  if (roles?.kind === 'held') return roles.guest || guest === true;
  return guest;
}

function holdsOneFor(right: Right, roles: HeldRoles): boolean {
  const wanted = ROLES_FOR[right];
  return roles.kind === 'held' && (wanted ?? []).some((role) => roles.roles.includes(role));
}

function countedRoles(roles: HeldRoles): readonly string[] {
  const counted = ROLES_FOR['set-up'] ?? [];
  return roles.kind === 'held' ? counted.filter((role) => roles.roles.includes(role)).map(roleName) : [];
}

function namesFor(right: Right): string {
  return (ROLES_FOR[right] ?? []).map(roleName).join(', ');
}
