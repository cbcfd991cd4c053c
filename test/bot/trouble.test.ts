import { describe, expect, test } from '@jest/globals';
import { troubleOf } from '../../src/bot/trouble.ts';

function clientError(fields: object, headers: Record<string, string> = {}): Error {
  const response = { headers: { get: (name: string) => headers[name] } };
  return Object.assign(new Error('no'), { name: 'RestError', response }, fields);
}

describe('what may have been carried out', () => {
  test.each([
    [408, true],
    [500, true],
    [502, true],
    [503, true],
    [504, true],
    [200, true],
    [400, false],
    [403, false],
    [412, false],
    [429, false],
  ])('%i: %p', (statusCode, maybe) => {
    expect(troubleOf(clientError({ statusCode }))).toMatchObject({ status: statusCode, maybe });
  });

  test.each([
    ['ECONNRESET', true],
    ['ETIMEDOUT', true],
    ['REQUEST_SEND_ERROR', true],
    ['ECONNREFUSED', false],
    ['ENOTFOUND', false],
    ['EAI_AGAIN', false],
  ])('%s: %p', (code, maybe) => {
    expect(troubleOf(clientError({ code }))).toEqual({ status: null, code, retryAfterMs: null, maybe });
  });

  test.each([new TypeError('not of the client'), undefined, null, 'text'])('%p: false', (error) => {
    expect(troubleOf(error)).toMatchObject({ status: null, maybe: false });
  });
});

describe('the code', () => {
  test('is Teams own', () => {
    expect(troubleOf(clientError({ statusCode: 403, code: 'BotDisabledByAdmin' })).code).toBe(
      'BotDisabledByAdmin',
    );
    expect(troubleOf(clientError({ statusCode: 502 })).code).toBe('');
  });

  test.each([
    { error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } },
    { subCode: 'MessageWritesBlocked' },
  ])('is the finer one where there are two: %j', (body) => {
    const error = clientError({ statusCode: 403, code: 'Forbidden' });
    Object.assign((error as unknown as { response: object }).response, { bodyAsText: JSON.stringify(body) });
    expect(troubleOf(error).code).toBe('MessageWritesBlocked');
  });

  test('survives a body that is no JSON', () => {
    const error = clientError({ statusCode: 413, code: 'X' });
    Object.assign((error as unknown as { response: object }).response, {
      bodyAsText: '<html>too large</html>',
    });
    expect(troubleOf(error)).toMatchObject({ status: 413, code: 'X' });
  });
});

describe('Retry-After', () => {
  const DATE = 'Mon, 23 Nov 2026 09:00:00 GMT';

  test.each([
    ['7', 7_000],
    ['0', 0],
    ['1000000000', 1e12],
    ['Mon, 23 Nov 2026 09:01:30 GMT', 90_000],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
  ])('%j is %p ms', (asked, expected) => {
    const error = clientError({ statusCode: 429 }, { 'retry-after': asked, date: DATE });
    expect(troubleOf(error).retryAfterMs).toBe(expected);
  });

  test('as a date without one of the answer counts as absent', () => {
    const error = clientError({ statusCode: 429 }, { 'retry-after': DATE });
    expect(troubleOf(error).retryAfterMs).toBeNull();
  });
});
