import { expect, test } from '@jest/globals';
import { lost } from '../../../src/provisioning/graph/lost.ts';
import { fetchFailed } from './fixture.ts';

test.each([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])('%s happens before anything is sent', (code) => {
  expect(lost(fetchFailed(code))).toMatchObject({ kind: 'lost', sent: 'no' });
});

test.each([
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'NEVER_HEARD_OF',
])('%s may have come after the request was applied', (code) => {
  expect(lost(fetchFailed(code))).toMatchObject({ kind: 'lost', sent: 'maybe' });
});

test('every address of a host refused: not sent', () => {
  const refused = ['::1', '127.0.0.1'].map(() => fetchFailed('ECONNREFUSED'));
  const cause = Object.assign(new AggregateError(refused), { code: 'ECONNREFUSED' });
  expect(lost(new TypeError('fetch failed', { cause }))).toMatchObject({ sent: 'no' });
});

test('one address refused and one reset: maybe', () => {
  const cause = new AggregateError([fetchFailed('ECONNREFUSED'), fetchFailed('ECONNRESET')]);
  expect(lost(new TypeError('fetch failed', { cause }))).toMatchObject({ sent: 'maybe' });
});

test.each([undefined, null, 'text', new TypeError('anything')])('%p tells nothing: maybe', (thrown) => {
  expect(lost(thrown)).toEqual({ kind: 'lost', sent: 'maybe', cause: 'connection lost' });
});

test('a timeout is named', () => {
  expect(lost(new DOMException('Timed out.', 'TimeoutError'))).toEqual({
    kind: 'lost',
    sent: 'maybe',
    cause: 'no answer in time',
  });
});
