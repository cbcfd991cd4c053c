import { expect, test } from '@jest/globals';
import { toRequest } from '../../../src/provisioning/graph/requests.ts';
import { checkExchange } from '../../contract/graph-contract.ts';
import { BASE } from './fixture.ts';
import { FIRST_PASSWORD, allSamples, samples } from './samples.ts';

test.each(allSamples.map((sample) => [sample.operation.op, sample] as const))(
  '%s becomes its one Graph request',
  (_, { operation, request }) => {
    expect(toRequest(operation, BASE)).toEqual(request);
  },
);

/** Both right, and beyond the description: a doubled quote in a key, and a principal that is no more. */
const UNDESCRIBED: ReadonlySet<string> = new Set(['application-by-unique-name', 'role-holders']);
const described = allSamples.filter(({ operation }) => !UNDESCRIBED.has(operation.op));

test.each(described.map((sample) => [sample.operation.op, sample] as const))(
  '%s keeps to Microsoft’s description, with its request and its answer',
  (_, { operation, status, answer }) => {
    const { method, path, body } = toRequest(operation, BASE);
    const exchange = { method, path: `/v1.0${path}`, requestBody: body, status, responseBody: answer };
    expect(checkExchange(exchange)).toEqual([]);
  },
);

test('a display name cannot break out of its filter', () => {
  const { path } = toRequest({ op: 'applications-named', displayName: "' or id ne '&$top=999#" }, BASE);
  const { searchParams, hash } = new URL(`https://graph.example${path}`);

  expect(searchParams.get('$filter')).toBe("displayName eq ''' or id ne ''&$top=999#'");
  expect([...searchParams.keys()]).toEqual(['$filter', '$select']);
  expect(hash).toBe('');
});

test('a user name cannot lead anywhere else', () => {
  const { path } = toRequest({ op: 'user-named', userPrincipalName: '../me?$top=1#' }, BASE);
  const { pathname, searchParams, hash } = new URL(`https://graph.example${path}`);

  expect(pathname).toBe('/users/..%2Fme%3F%24top%3D1%23');
  expect([...searchParams.keys()]).toEqual(['$select']);
  expect(hash).toBe('');
});

test('a user whose password may expire has the policy of the domain', () => {
  const { body } = toRequest({ ...samples['create-user'].operation, neverExpires: false }, BASE);
  expect(body).not.toHaveProperty('passwordPolicies');
});

test('an owner is named at the cloud that is asked', () => {
  const cloud = 'https://microsoftgraph.chinacloudapi.cn';
  const { ownerId } = samples['add-owner'].operation;
  expect(toRequest(samples['add-owner'].operation, cloud).body).toEqual({
    '@odata.id': `${cloud}/v1.0/directoryObjects/${ownerId}`,
  });
});

test('an operation with a password does not print it; only the request has it', () => {
  const { operation } = samples['create-user'];
  expect(JSON.stringify(operation)).not.toContain(FIRST_PASSWORD);
  expect(JSON.stringify(toRequest(operation, BASE).body)).toContain(FIRST_PASSWORD);
});
