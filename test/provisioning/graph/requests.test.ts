import { expect, test } from '@jest/globals';
import { toRequest } from '../../../src/provisioning/graph/requests.ts';
import { allSamples } from './samples.ts';

test.each(allSamples.map((sample) => [sample.operation.op, sample] as const))(
  '%s becomes its one Graph request',
  (_, { operation, request }) => {
    expect(toRequest(operation)).toEqual(request);
  },
);

test('a display name cannot break out of its filter', () => {
  const { path } = toRequest({ op: 'applications-named', displayName: "' or id ne '&$top=999#" });
  const { searchParams, hash } = new URL(`https://graph.example${path}`);

  expect(searchParams.get('$filter')).toBe("displayName eq ''' or id ne ''&$top=999#'");
  expect([...searchParams.keys()]).toEqual(['$filter', '$select']);
  expect(hash).toBe('');
});
