import { describe, expect, test } from '@jest/globals';
import { checkExchange, type Exchange } from './graph-contract.ts';

const created: Exchange = {
  method: 'POST',
  path: '/v1.0/applications',
  requestBody: { displayName: 'Nectar', requiredResourceAccess: [] },
  status: 201,
  responseBody: { '@odata.context': 'c', id: '1', displayName: 'Nectar', description: null, tags: [] },
};
const refused = { error: { code: 'Request_BadRequest', message: 'no', innerError: {} } };

test('a good exchange has no violations', () => {
  expect(checkExchange(created)).toEqual([]);
  expect(checkExchange({ method: 'DELETE', path: '/v1.0/applications/1', status: 204 })).toEqual([]);
});

test('a bad one is named by operation, side and field', () => {
  const responseBody = { id: '1', web: { redirectUris: 'https://vendor.example' }, colour: 'red' };
  const found = checkExchange({ ...created, requestBody: { displayName: 7 }, responseBody });
  expect(found).toContainEqual({
    operation: 'POST /v1.0/applications',
    side: 'request',
    field: '/displayName',
    problem: 'must be string,null',
  });
  expect(found).toContainEqual(
    expect.objectContaining({ side: 'response', field: '/web/redirectUris', problem: 'must be array' }),
  );
  expect(found).toContainEqual(
    expect.objectContaining({ side: 'response', field: '/colour', problem: 'not a described property' }),
  );
});

test.each([
  ["/v1.0/applications(uniqueName='a(b)')", 'PATCH'],
  ["/v1.0/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')", 'PATCH'],
])('an address by another key is found: %s', (path, method) => {
  const wrong = { method, path, requestBody: { displayName: [] }, status: 204 };
  expect(checkExchange(wrong)).toContainEqual(expect.objectContaining({ field: '/displayName' }));
});

test('actions under another key are checked like those under the id', () => {
  const path = "/v1.0/applications(appId='1')/addPassword";
  const requestBody = { passwordCredential: { endDateTime: 'tomorrow' } };
  const found = checkExchange({ method: 'POST', path, requestBody, status: 200, responseBody: {} });
  expect(found).toContainEqual(expect.objectContaining({ field: '/passwordCredential/endDateTime' }));
});

test('an operation nobody describes is a violation', () => {
  const found = checkExchange({ method: 'GET', path: '/v1.0/made/up', status: 200, responseBody: {} });
  expect(found).toMatchObject([{ field: '', problem: 'not in the description' }]);
});

test('a refusal must be an error body, and excuses its request', () => {
  const wrong = { ...created, requestBody: { displayName: 7 }, status: 400 };
  expect(checkExchange({ ...wrong, responseBody: refused })).toEqual([]);
  expect(checkExchange({ ...wrong, responseBody: { error: { code: 'x' } } })).toMatchObject([
    { side: 'response', field: '/error', problem: "must have required property 'message'" },
  ]);
});

test('an injected answer is exempt', () => {
  expect(checkExchange({ ...created, status: 503, responseBody: '<html>', fault: 'broken' })).toEqual([]);
  expect(checkExchange({ ...created, status: 503, responseBody: '<html>' })).not.toEqual([]);
});

test('204 has no body, and 200 has one', () => {
  expect(checkExchange({ ...created, status: 204 })).toMatchObject([{ problem: 'a body with 204' }]);
  expect(checkExchange({ ...created, responseBody: undefined })).toMatchObject([
    { problem: 'a body is missing' },
  ]);
});

describe('batches', () => {
  const requests = [{ id: '1', method: 'GET', url: '/me' }];
  const batch = (responses: object[], asked: object[] = requests): Exchange => ({
    method: 'POST',
    path: '/v1.0/$batch',
    requestBody: { requests: asked },
    status: 200,
    responseBody: { responses },
  });

  test('are checked step by step', () => {
    expect(checkExchange(batch([{ id: '1', status: 200, body: { id: 'x' } }]))).toEqual([]);
    expect(checkExchange(batch([{ id: '1', status: 200, body: { mail: 3 } }]))).toMatchObject([
      { operation: 'GET /v1.0/me', side: 'response', field: '/mail' },
    ]);
  });

  test('must be answered in full, and have a content type where there is a body', () => {
    expect(checkExchange(batch([]))).toMatchObject([{ problem: 'no answer to step 1' }]);
    const asked = [{ id: '1', method: 'POST', url: '/applications', body: {} }];
    expect(checkExchange(batch([{ id: '1', status: 201 }], asked))).toMatchObject([
      { side: 'request', field: '/requests/0' },
    ]);
  });
});
