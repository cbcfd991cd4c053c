import type { FailureTable } from './shape.ts';

export const handOverFailures = {} as const satisfies FailureTable;
