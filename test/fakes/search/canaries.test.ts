import { expect, test } from '@jest/globals';
import type { Exchange } from '../wire.ts';
import { canariesIn } from './canaries.ts';

const LONG = 'x'.repeat(20);

function exchange(request: Partial<Exchange['request']>, response: Partial<Exchange['response']>): Exchange {
  return {
    request: { method: 'POST', url: '/', headers: {}, body: '', ...request },
    response: { status: 200, headers: {}, body: '', ...response },
  };
}

test('what goes over the wire in a field for secrets is one, wherever the field is', () => {
  const exchanges = [
    exchange({}, { body: JSON.stringify({ responses: [{ body: { secretText: `${LONG}1` } }] }) }),
    exchange(
      { body: `client_id=a&client_secret=${LONG}%7E2&scope=b` },
      { body: `{"access_token":"${LONG}3"}` },
    ),
    exchange({ headers: { authorization: `Bearer ${LONG}4` } }, {}),
    exchange({}, { status: 302, headers: { location: `http://localhost/back?code=${LONG}5&state=${LONG}` } }),
    exchange({ body: JSON.stringify({ passwordProfile: { password: `${LONG}%6` } }) }, {}),
  ];
  expect(canariesIn(exchanges)).toEqual([
    { what: 'secretText', value: `${LONG}1` },
    { what: 'client_secret', value: `${LONG}~2` },
    { what: 'access_token', value: `${LONG}3` },
    { what: 'Bearer', value: `${LONG}4` },
    { what: 'code', value: `${LONG}5` },
    { what: 'password', value: `${LONG}%6` },
  ]);
});

test('each value is one canary, by the name it was first seen under', () => {
  const made = exchange({}, { body: `{"secretText":"${LONG}"}` });
  const used = exchange({ body: `client_secret=${LONG}` }, {});
  expect(canariesIn([made, used, used])).toEqual([{ what: 'secretText', value: LONG }]);
});

test('a code that a test made up is none', () => {
  expect(canariesIn([exchange({ body: 'grant_type=x&code=made-up' }, {})])).toEqual([]);
});
