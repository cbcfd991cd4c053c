/**
 * Who may do what in the tab: every request of the API, and what it takes. There is no other place that decides it,
 * and no request without a line here (routes.ts does not compile otherwise).
 *
 * The directory has the last word all the same: whatever a set-up writes, it writes with the sign-in of the person who
 * approved it, and the engine asks whose set-up it is.
 */
import { ROLES } from '../../provisioning/index.ts';

/**
 * `signed-in` anybody of the tenant, guests too; `see` its members; `set-up` whoever may register applications; `act`
 * whoever manages all of them.
 */
export type Right = 'signed-in' | 'see' | 'set-up' | 'act';

/** Roles that manage every application, or consent for them. */
const MANAGERS: readonly string[] = [
  ROLES.globalAdministrator,
  ROLES.privilegedRoleAdministrator,
  ROLES.applicationAdministrator,
  ROLES.cloudApplicationAdministrator,
];

/** Directory roles, of which one is enough. Null: no role is asked for. */
export const ROLES_FOR: Readonly<Record<Right, readonly string[] | null>> = {
  'signed-in': null,
  see: null,
  'set-up': [...MANAGERS, ROLES.applicationDeveloper],
  act: MANAGERS,
};

const RUN = '/api/tab/runs/:id';
const LAPSE = '/api/tab/lapses/:id';

export const WHO_MAY = {
  'GET /api/tab/me': 'signed-in',
  'GET /api/tab/summary': 'see',
  'GET /api/tab/registrations': 'see',
  'GET /api/tab/registrations/:id': 'see',
  'GET /api/tab/connectors': 'see',
  'GET /api/tab/changes': 'see',
  'GET /api/tab/channel': 'see',
  'PUT /api/tab/channel': 'act',
  'GET /api/tab/export/registrations.csv': 'see',
  'GET /api/tab/export/registrations.json': 'see',
  'GET /api/tab/export/lapses.ics': 'see',
  'GET /api/tab/export/evidence': 'see',
  'POST /api/tab/calendar': 'act',
  'POST /api/tab/calendar/revoke': 'act',

  // Of a set-up that is one's own, or that one was asked to approve: the engine knows whose it is.
  'POST /api/tab/runs': 'set-up',
  [`GET ${RUN}`]: 'see',
  [`POST ${RUN}/choose`]: 'set-up',
  [`POST ${RUN}/change`]: 'set-up',
  [`POST ${RUN}/adopt`]: 'set-up',
  [`POST ${RUN}/ask-approver`]: 'set-up',
  [`POST ${RUN}/cancel`]: 'set-up',
  [`POST ${RUN}/retry`]: 'set-up',
  [`POST ${RUN}/by-hand`]: 'set-up',
  [`POST ${RUN}/verify-by-hand`]: 'set-up',
  [`POST ${RUN}/validate`]: 'set-up',
  [`POST ${RUN}/tick`]: 'set-up',
  [`POST ${RUN}/renew`]: 'set-up',
  [`POST ${RUN}/add`]: 'set-up',
  [`POST ${RUN}/next-function`]: 'set-up',
  [`POST ${RUN}/remove-old`]: 'set-up',
  [`POST ${RUN}/remake-secret`]: 'set-up',
  [`POST ${RUN}/remove-unclaimed`]: 'set-up',
  [`POST ${RUN}/confirm-sent`]: 'set-up',
  [`POST ${RUN}/sign-in`]: 'set-up',
  [`POST ${RUN}/hand-over`]: 'set-up',
  [`POST ${RUN}/certificate`]: 'set-up',
  [`POST ${RUN}/approve`]: 'act',
  [`POST ${RUN}/decline`]: 'act',

  [`POST ${LAPSE}/snooze`]: 'act',
  [`POST ${LAPSE}/unsnooze`]: 'act',
  [`POST ${LAPSE}/not-ours`]: 'act',
  [`POST ${LAPSE}/ours`]: 'act',
} as const satisfies Readonly<Record<string, Right>>;

export type ApiRequest = keyof typeof WHO_MAY;
