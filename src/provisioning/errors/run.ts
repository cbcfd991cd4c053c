import type { FailureTable } from './shape.ts';

export const runFailures = {} as const satisfies FailureTable;
