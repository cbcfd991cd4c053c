/** A thrown thing as an HTTP answer: words for people, JSON for programs, never a stack. */
import { explain, RegistrarError, type FailureCode } from '../provisioning/errors.ts';
import type { Answer } from '../tab/pages/exchange.ts';
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

export type FailsAs = 'page' | 'json';

export function answerFailure(error: unknown, failsAs: FailsAs, reference: string): Answer {
  const known = error instanceof RegistrarError ? error : new RegistrarError('HTTP_UNEXPECTED');
  const explained = explain(known);
  const status = STATUS[known.code] ?? 400;
  return failsAs === 'json'
    ? json({ ...explained, reference }, status)
    : failurePage(explained, status, reference);
}

/** True when nobody foresaw it, so that it belongs in the log with its cause. */
export function isUnforeseen(error: unknown): boolean {
  return !(error instanceof RegistrarError) || error.code === 'HTTP_UNEXPECTED';
}
