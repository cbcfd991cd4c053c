/** Holds everything a world said to Graph, and heard from it, against Microsoft's own description. */
import { expect } from '@jest/globals';
import type { Exchange } from '../contract/graph-contract.ts';
import { contractViolations } from './contract.ts';
import type { HeardExchange, World } from './world.ts';

export function expectContract(world: World): void {
  const graph = world.exchanges.filter(({ request }) => /^\/(v1\.0|beta)\//.test(request.url));
  expect(contractViolations(graph.map(parsed))).toEqual([]);
}

function parsed({ request, response, faulted }: HeardExchange): Exchange {
  return {
    method: request.method,
    path: request.url,
    requestBody: json(request.body),
    status: response.status,
    responseBody: json(response.body),
    fault: faulted ? 'armed' : null,
  };
}

function json(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
