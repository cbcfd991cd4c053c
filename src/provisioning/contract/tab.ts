/**
 * What the page asks of `/api/tab` and what it gets. JSON-safe shapes, types only.
 *
 * Every request carries `Authorization: Bearer <what getAuthToken gave>`; every answer is `no-store`. A failure is an
 * `ApiFailed` with a fitting status. Ids of another tenant answer 404, like ids that never were.
 *
 * | Request                                   | Body                        | Answer                |
 * | ----------------------------------------- | --------------------------- | --------------------- |
 * | GET /api/tab/me                           |                             | `MeView`              |
 * | GET /api/tab/summary?connector=           | (several with commas, or all) | `RegisterSummary`   |
 * | GET /api/tab/registrations?...            |                             | `RegisterPage`        |
 * | GET /api/tab/registrations/:id            |                             | `RegistrationView`    |
 * | GET /api/tab/connectors                   |                             | `ConnectorSummary[]`  |
 * | GET /api/tab/runs/:id                     |                             | `RunView`             |
 * | POST /api/tab/runs                        | `StartRun`                  | `RunView`             |
 * | POST /api/tab/runs/:id/<verb>             | `RunVerbs[verb]`            | `RunView`             |
 * | POST /api/tab/runs/:id/by-hand            | `{}`                        | `ByHandView`          |
 * | POST /api/tab/runs/:id/sign-in            | `SignInAsked`               | `PopUp`               |
 * | POST /api/tab/runs/:id/hand-over          | `{}`                        | `PopUp`               |
 * | POST /api/tab/runs/:id/certificate        | `{}`                        | `PopUp`               |
 * | POST /api/tab/lapses/:id/<verb>           | `LapseVerbs[verb]`          | `{}`                  |
 * | GET /api/tab/channel?id=                  |                             | `ChannelSettings`     |
 * | PUT /api/tab/channel?id=                  | `ChannelWanted`             | `ChannelSettings`     |
 * | GET /api/tab/changes                      |                             | `text/event-stream`   |
 * | GET /api/tab/changes?since=               |                             | `ChangesView`         |
 * | GET /api/tab/export/registrations.csv     | (takes the list’s query)    | CSV                   |
 * | GET /api/tab/export/registrations.json    | (takes the list’s query)    | `RegistrationLine[]`  |
 * | GET /api/tab/export/lapses.ics?connector= | (several with commas, or all) | iCalendar           |
 * | GET /api/tab/export/evidence?connector=   | (several with commas, or all) | a page without script |
 * | POST /api/tab/calendar                    | `CalendarAsked`             | `CalendarLink`        |
 * | POST /api/tab/calendar/revoke             | `{}` or `{ whose: 'all' }`  | `{}`                  |
 *
 * How the page is served: the built folder under `/tab/`, `index.html` for `/tab` and for every path below it without a
 * dot in its last part; `/tab/assets/*` as immutable. Scripts come from our own origin alone, none of them inline. Styles
 * need the nonce of the page, new with each request: where a built `.html` has `__CSP_NONCE__` (Vite's `html.cspNonce`),
 * the server puts it in. A script finds it as `document.querySelector('meta[property=csp-nonce]')?.nonce`; hand it to
 * Griffel: `createDOMRenderer(document, { styleElementAttributes: { nonce } })`. Nothing may use `innerHTML` with a
 * string: Trusted Types are required.
 *
 * The query of the list: `search`, `state` and `connector` (several with commas between them), `within` (days), `sort`,
 * `desc` (`1`), `group`, `after` (as `next` gave it), `limit` (1 to 200, else 100). See `RegisterQuery`.
 */
import type { Explained, Person, PortalSteps, RunView } from '../contract.ts';

/** Everything may be read again after it: nothing is lost when an event is missed. */
export type ChangeEvent =
  /** `event: run`. A run moved on. */
  | { readonly event: 'run'; readonly runId: string; readonly revision: number }
  /** `event: register`. The list, a registration or a lapse is not what it was. */
  | { readonly event: 'register' }
  /** `event: end`. The token is at its end, or the server is: ask again with a new one. */
  | { readonly event: 'end'; readonly why: 'token' | 'server' };

/** For those who cannot keep a stream open. */
export interface ChangesView {
  /** Grows with every change; another server process counts anew, so any difference is a change. */
  readonly latest: string;
  readonly changed: boolean;
}

export interface MeView {
  readonly person: Person;
  readonly tenant: { readonly id: string; readonly name: string };
  readonly may: {
    readonly see: boolean;
    /** Renew, approve, snooze and the rest. */
    readonly act: boolean;
    /** Begin a set-up, and go on with one’s own. */
    readonly setUp: boolean;
  };
  /** Names of the directory roles that count here. */
  readonly roles: readonly string[];
  /** Why nothing can be done at the moment, though it may be possible; null: it is known what this person may. */
  readonly held: ApiFailure | null;
  /** Where Teams opens the person’s chat with the bot. */
  readonly chatUrl: string;
  /** Business time of this answer. */
  readonly at: string;
}

/** Why a request was refused, for programs. */
export type ApiReason =
  /** 401: no token, or none of ours. Get a new one; when that fails as well, sign in. */
  | 'token'
  /** 403: the tenant has not consented to the API’s own permissions. Open the pop-up with `consent`. */
  | 'consent'
  /** 403: Entra wants more than a sign-in, e.g. a second factor. Give `claims` to the pop-up. */
  | 'claims'
  /** 403: this person may see, but not do this. */
  | 'role'
  /** 403: guests see nothing here. */
  | 'guest'
  /** 503: nobody could say what this person may do. Try again. */
  | 'unavailable';

export interface ApiFailure extends Explained {
  readonly reason?: ApiReason;
  /** What Entra wants to see, for `getAuthToken({ claims: [...] })` or the pop-up. */
  readonly claims?: string;
  /** Address for the pop-up that consents, with `consent`. */
  readonly consent?: string;
}

export interface ApiFailed {
  readonly error: ApiFailure;
  /** To quote when asking for help. */
  readonly reference: string;
}

export interface StartRun {
  readonly connectorId: string;
}

/**
 * Bodies of POST /api/tab/runs/:id/<verb>. `renew`, `add` and `next-function` answer the new run, every other one the
 * same run. A key that is not here is refused.
 */
export interface RunVerbs {
  readonly choose: { readonly values: Readonly<Record<string, string>> };
  readonly change: NoBody;
  readonly adopt: { readonly appId: string; readonly cleanUp: boolean };
  readonly approve: { readonly planHash: string; readonly confirmName?: string };
  readonly 'ask-approver': { readonly approverOid: string };
  readonly decline: { readonly reason: string };
  readonly cancel: NoBody;
  readonly retry: NoBody;
  readonly 'verify-by-hand': { readonly applicationId: string; readonly secret?: string };
  readonly validate: NoBody;
  readonly tick: { readonly itemId: string; readonly outcome: 'done' | 'worked' | 'failed' | 'undo' };
  readonly renew: NoBody;
  readonly add: NoBody;
  readonly 'next-function': NoBody;
  /** Irreversible: the registration’s name, typed. */
  readonly 'remove-old': { readonly confirmName: string };
  readonly 'confirm-sent': NoBody;
  readonly 'remake-secret': NoBody;
  readonly 'remove-unclaimed': NoBody;
}

export type RunVerb = keyof RunVerbs;
export type NoBody = Readonly<Record<string, never>>;

export type ByHandView = PortalSteps & { readonly run: RunView };

export interface SignInAsked {
  readonly purpose: 'check' | 'approve' | 'resume' | 'verify-by-hand' | 'remove';
  /** By typing a code at Microsoft's page; where the set-up says so (`RunView.deviceCode`). The pop-up then stays. */
  readonly withCode?: boolean;
}

/**
 * An address of our own for `authentication.authenticate` or `window.open`, good for one person and ten minutes. It
 * leads to Entra and back. The last page is `/tab/signed-in.html?run=<id>` when the folder of the page has that file;
 * else a plain page that posts `SignedInMessage` to its opener and closes itself. The hand-over stays in the pop-up.
 */
export interface PopUp {
  readonly url: string;
}

/** To `window.opener`, of our own origin only. */
export interface SignedInMessage {
  readonly registrar: 'signed-in';
  readonly runId: string;
}

/** Bodies of POST /api/tab/lapses/:id/<verb>. Each has its undo beside it. */
export interface LapseVerbs {
  /** ISO 8601; not past the end. */
  readonly snooze: { readonly until: string; readonly reason: string };
  readonly unsnooze: NoBody;
  readonly 'not-ours': { readonly owner: string };
  readonly ours: NoBody;
}

export type LapseVerb = keyof LapseVerbs;

/** Warnings in one Teams channel. To undo, put what was there before. */
export interface ChannelWanted {
  readonly alerts: boolean;
  /** Ids; null: all. */
  readonly connectors: readonly string[] | null;
  /** Days before the end, the longest first; null: `usual`. */
  readonly ladder: readonly number[] | null;
  /** With `alerts` off: even when nobody would be warned any more (else 409, TAB_LAST_CHANNEL). */
  readonly evenLast?: boolean;
}

export interface ChannelSettings extends Omit<ChannelWanted, 'evenLast'> {
  readonly id: string;
  /** False: the bot was never heard there, so it cannot speak there. Add the app to the team first. */
  readonly known: boolean;
  readonly usual: readonly number[];
}

/** A calendar to subscribe to. */
export interface CalendarAsked {
  /** Ids of those it is about; without any it is about all. */
  readonly connectors?: readonly string[];
}

/** To subscribe to in a calendar. Whoever has it reads every lapse, so it can be taken back. */
export interface CalendarLink {
  readonly url: string;
}

/** Calendar addresses that were given out. Each method is one transaction. */
export interface CalendarLinks {
  /** The person's link from now on, by the SHA-256 of its secret part; the one before is void. */
  put(link: {
    readonly tenantId: string;
    readonly oid: string;
    readonly hash: string;
    readonly madeAt: string;
  }): Promise<void>;
  /** Whether it is one of this tenant that stands. */
  stands(tenantId: string, hash: string): Promise<boolean>;
  /** This person's, or with null every one of the tenant. */
  revoke(tenantId: string, oid: string | null): Promise<void>;
}
