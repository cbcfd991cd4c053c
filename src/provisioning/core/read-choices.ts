/** From what was typed to valid choices. Everything wrong is told at once, each beside its own field. */
import { failure, type Failure } from '../errors.ts';
import type { Selection } from './applies.ts';
import { compareLives, durationWords } from './dates.ts';
import type { Definition, SignInAudience } from './definition.ts';
import {
  FIELDS,
  NEW_REGISTRATION,
  mayStandAlone,
  pick,
  typedValue,
  type Read,
  type Typed,
} from './fields.ts';
import { checkName, normalName } from './names.ts';
import { permissionsChosen } from './permissions.ts';
import { NEW, type CertificateFacts, type Choices, type Target } from './plan-types.ts';
import { readCredential, sameName, secretOffer } from './read-credential.ts';
import { readAnswers, readFunctions, readMorePermissions, readPermission } from './read-functions.ts';
import {
  readConsentRule,
  readDirectoryRoles,
  readRolesToRemove,
  readSignInRepeats,
  readUser,
} from './read-user.ts';
import type { KnownRegistration } from './registrations.ts';
import type { Renewal } from './run.ts';

export type ReadChoices =
  | {
      readonly ok: true;
      readonly choices: Choices;
      readonly target: Target;
      /** Functions chosen beside the first that get a registration of their own afterwards. */
      readonly remaining: readonly string[];
      readonly notices: readonly Failure[];
    }
  | { readonly ok: false; readonly errors: Readonly<Record<string, Failure>> };

/** What a form is read against, besides its definition. */
export interface FormGround {
  /** The run's, once one has been pasted and read. */
  readonly certificate: CertificateFacts | null;
  /** Registrations of this connector that are there; the newest first. */
  readonly known: readonly KnownRegistration[];
  /** The credential that is to be renewed; null: this is no renewal. */
  readonly renews: Renewal | null;
}

/**
 * Reads form values by field id. An absent field has its preset; fields nobody asked for are ignored. `notices` are
 * lawful choices worth a second look.
 */
export function readChoices(definition: Definition, values: Typed, ground: FormGround): ReadChoices {
  const form = new Reading();
  const on = form.take(readRegistration(values, ground.known), null);
  const apart = form.take(readArrangement(definition, values, on), 'together') === 'separate';
  const chosen = form.take(readFunctions(definition, values, on), []);
  const answers = form.take(readAnswers(definition, values), {});
  const selection = { functions: apart ? chosen.slice(0, 1) : chosen, answers };
  const alone = apart ? chosen[0] : undefined;
  const name = form.take(
    readName(definition, values, { on, known: ground.known, alone }),
    definition.name.preset,
  );
  const choices = {
    name,
    ...selection,
    ...readRights(form, definition, values, on !== null),
    ...(ground.renews === null ? readPeople(form, definition, values, selection) : NOBODY),
  };
  const credential = form.take(
    asksForNone(definition, choices)
      ? NO_CREDENTIAL
      : readCredential(definition, values, { ...ground, on, name }),
    NO_CREDENTIAL.value,
  );
  if (form.hasErrors) return { ok: false, errors: form.errors };
  return {
    ok: true,
    choices: { ...choices, credential },
    target: on === null ? NEW : { kind: 'existing', appId: on.appId, made: 'by-us', cleanUp: false },
    remaining: apart ? chosen.slice(1) : [],
    notices: notices(definition, { ...choices, credential }),
  };
}

/** A renewal leaves the user as it is. */
const NOBODY = { user: null, signInEveryDays: null } as const;
const NO_CREDENTIAL = { value: { kind: 'none' } } as const;

/** Collects what is wrong while the reading goes on with a stand-in. */
class Reading {
  readonly #errors = new Map<string, Failure>();

  take<T>(read: Read<T>, otherwise: T): T {
    if ('value' in read) return read.value;
    if (!this.#errors.has(read.field)) this.#errors.set(read.field, read.error);
    return otherwise;
  }

  get hasErrors(): boolean {
    return this.#errors.size > 0;
  }

  get errors(): Readonly<Record<string, Failure>> {
    return Object.fromEntries(this.#errors);
  }
}

function readRights(form: Reading, definition: Definition, values: Typed, isThere: boolean) {
  const granted = definition.permissions.flatMap((choice) => form.take(readPermission(choice, values), []));
  return {
    audience: form.take(readAudience(definition, values), definition.audience.preset),
    permissions: Object.fromEntries(granted),
    morePermissions: form.take(readMorePermissions(definition, values), []),
    directoryRoles: form.take(readDirectoryRoles(definition, values), []),
    rolesToRemove: form.take(readRolesToRemove(values, isThere), []),
    consentRule: form.take(readConsentRule(definition, values), 'vendor'),
  };
}

function readPeople(form: Reading, definition: Definition, values: Typed, selection: Selection) {
  const user = form.take(readUser(definition, values, selection), null);
  return { user, signInEveryDays: form.take(readSignInRepeats(definition, values, user !== null), null) };
}

/** Delegated permissions are used with a person's sign-in, not with a credential of the application. */
function asksForNone(definition: Definition, choices: Parameters<typeof permissionsChosen>[1]): boolean {
  const asItself = permissionsChosen(definition, choices).some(({ type }) => type === 'application');
  return definition.needsCredential === 'with-application-permissions' && !asItself;
}

/** A form that was drawn for a registration that is there has no name on it, and a new one is not named unseen. */
export function isUnnamed(values: Typed, known: readonly KnownRegistration[]): boolean {
  const isNew = typedValue(values, FIELDS.registration) === NEW_REGISTRATION;
  return known.length > 0 && isNew && typedValue(values, FIELDS.name) === undefined;
}

/** The registration that is added to; null: a new one. */
function readRegistration(
  values: Typed,
  known: readonly KnownRegistration[],
): Read<KnownRegistration | null> {
  const [newest] = known;
  if (newest === undefined) return { value: null };
  const options = [...known.map(({ appId }): string => appId), NEW_REGISTRATION];
  const read = pick(FIELDS.registration, 'Registration', options, values, newest.appId);
  if ('error' in read) return read;
  return { value: known.find(({ appId }) => appId === read.value) ?? null };
}

function readArrangement(
  definition: Definition,
  values: Typed,
  on: KnownRegistration | null,
): Read<'together' | 'separate'> {
  if (on !== null || !mayStandAlone(definition)) return { value: 'together' };
  return pick(FIELDS.arrangement, 'Registrations', ['together', 'separate'] as const, values, 'together');
}

/** A registration that is there keeps its name; one of several is called after its function. */
function readName(
  definition: Definition,
  values: Typed,
  {
    on,
    known,
    alone,
  }: {
    readonly on: KnownRegistration | null;
    readonly known: readonly KnownRegistration[];
    readonly alone: string | undefined;
  },
): Read<string> {
  if (on !== null) return { value: on.name };
  const { name: rules, functions } = definition;
  const own = functions.find(({ id }) => id === alone)?.alone;
  const typed = own ?? typedValue(values, FIELDS.name) ?? rules.preset;
  const error = checkName(rules.rules, typed, rules.preset);
  if (error) return { error, field: FIELDS.name };
  const name = normalName(typed);
  const taken =
    rules.unique &&
    known.some((one) => [one.name, ...one.descriptions].some((other) => sameName(other, name)));
  return taken ? { error: failure('NAME_IN_RECORDS', { name }), field: FIELDS.name } : { value: name };
}

function readAudience({ audience }: Definition, values: Typed): Read<SignInAudience> {
  const offered = [audience.preset, ...audience.others];
  return pick(FIELDS.audience, 'Supported account types', offered, values, audience.preset);
}

function notices(definition: Definition, { credential, audience, name }: Choices): readonly Failure[] {
  const found: Failure[] = [];
  const offer = secretOffer(definition);
  if (credential.kind === 'secret' && offer && compareLives(credential.life, offer.warnBeyond) > 0) {
    const facts = { life: durationWords(credential.life), usual: durationWords(offer.warnBeyond) };
    found.push(failure('LIFE_LONG', facts));
  }
  if (audience === 'AzureADMultipleOrgs' && definition.audience.preset !== audience) {
    found.push(failure('AUDIENCE_MULTIPLE'));
  }
  const noticed = definition.name.notices.find(({ contains }) =>
    name.toLowerCase().includes(contains.toLowerCase()),
  );
  if (noticed) found.push(failure('NAME_NOTICED', { word: noticed.contains, text: noticed.text }));
  return found;
}
