/** A thrown thing as an HTTP answer: words for people, JSON for programs, never a stack. */
import { explain, RegistrarError, type FailureCode } from '../provisioning/errors.ts';
import { apiFailure } from '../tab/api/failure.ts';
import type { Answer, FailsAs } from '../tab/pages/exchange.ts';
import { failurePage, json } from '../tab/pages/layout.ts';

/** 400 for every code that is not here. */
const STATUS: Partial<Record<FailureCode, number>> = {
  HTTP_NOT_FOUND: 404,
  HTTP_METHOD: 405,
  HTTP_HOST: 421,
  HTTP_TOO_LARGE: 413,
  HTTP_TOO_SLOW: 408,
  HTTP_CONTENT_TYPE: 415,
  HTTP_CROSS_SITE: 403,
  HTTP_NOT_SIGNED_IN: 401,
  HTTP_UNEXPECTED: 500,
  TAB_TOKEN: 401,
  TAB_KEYS_UNREACHABLE: 503,
  TAB_GUEST: 403,
  TAB_ROLE: 403,
  TAB_CONSENT_NEEDED: 403,
  TAB_CLAIMS_NEEDED: 403,
  TAB_ROLES_UNKNOWN: 503,
  TAB_MEMBER_UNKNOWN: 503,
  TAB_STREAMS: 429,
  TAB_NAME_WRONG: 409,
  TAB_LAST_CHANNEL: 409,
  TAB_CHANNEL_UNKNOWN: 404,
  TAB_CONNECTOR_UNKNOWN: 404,
  TAB_NOT_BUILT: 503,
  CALENDAR_UNKNOWN: 404,
  LAPSE_UNKNOWN: 404,
  RUN_UNKNOWN: 404,
  RUN_NOT_YOURS: 403,
  RUN_STALE: 409,
  RUN_PLAN_CHANGED: 409,
  RUN_MAY_NOT_CONSENT: 403,
  HANDOVER_NOT_READY: 409,
  HANDOVER_ALREADY_REVEALED: 410,
  HANDOVER_UNCLAIMED: 410,
  HANDOVER_PASSWORD_SHOWN: 410,
  USER_PASSWORD_GONE: 410,
};

export function answerFailure(error: unknown, failsAs: FailsAs, reference: string): Answer {
  const known = error instanceof RegistrarError ? error : new RegistrarError('HTTP_UNEXPECTED');
  const explained = explain(known);
  const status = STATUS[known.code] ?? 400;
  switch (failsAs) {
    case 'api':
      return json({ error: apiFailure(known, explained), reference }, status);
    case 'json':
      return json({ ...explained, reference }, status);
    case 'page':
      return failurePage(explained, status, reference);
  }
}

/** True when nobody foresaw it, or it is not the caller's: it belongs in the log with its cause. */
export function isUnforeseen(error: unknown): boolean {
  return !(error instanceof RegistrarError) || OURS.has(error.code);
}

const OURS: ReadonlySet<FailureCode> = new Set(['HTTP_UNEXPECTED', 'TAB_KEYS_UNREACHABLE']);
