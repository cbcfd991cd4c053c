/** The question the list answers, out of an address. */
import { z } from 'zod/v4';
import type { RegisterQuery } from '../../provisioning/contract/register.ts';
import { RegistrarError } from '../../provisioning/index.ts';
import type { PageRequest } from '../pages/exchange.ts';
import { connectorId } from './bodies.ts';

const STATES = ['needs-you', 'lapsed', 'expiring', 'under-way', 'unknown', 'healthy', 'ended'] as const;
const SORTS = ['attention', 'connector', 'name', 'state', 'lapse', 'owner', 'checked'] as const;
const GROUPS = ['none', 'connector', 'state', 'owner'] as const;

const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.int().min(least).max(most));

function listOf<T>(one: z.ZodType<T, string>) {
  return z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(one).max(200));
}

const shape = z.strictObject({
  search: z.string().max(200).default(''),
  state: listOf(z.enum(STATES)).default([]),
  connector: listOf(connectorId).default([]),
  within: whole(0, 100_000).nullable().default(null),
  sort: z.enum(SORTS).default('attention'),
  desc: z.enum(['0', '1']).default('0'),
  group: z.enum(GROUPS).default('none'),
  after: z.string().min(1).max(1_000).nullable().default(null),
  limit: whole(1, 200).default(100),
});

/** Throws TAB_QUERY with the name of the first part that means nothing. */
export function readRegisterQuery(request: Asked): RegisterQuery {
  const { search, state, connector, within, sort, desc, group, after, limit } = read(shape, request);
  return {
    ...{ search, sort, group, after, limit },
    states: state,
    connectors: connector,
    lapsesWithin: within,
    descending: desc === '1',
  };
}

/** `?connector=a,b`: what is asked for is of those; of all where none is named. Throws TAB_QUERY. */
export function readConnectors(request: Asked): readonly string[] {
  return read(shape.pick({ connector: true }), request).connector;
}

type Asked = Pick<PageRequest, 'query'>;

function read<T>(expected: z.ZodType<T>, { query }: Asked): T {
  const filled = [...query].filter(([, value]) => value !== '');
  const parsed = expected.safeParse(Object.fromEntries(filled));
  if (!parsed.success) throw new RegistrarError('TAB_QUERY', { field: fieldOf(parsed.error) });
  return parsed.data;
}

function fieldOf({ issues: [issue] }: z.ZodError): string {
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  return String(unknown ?? issue?.path[0] ?? 'it');
}
