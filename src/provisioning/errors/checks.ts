import type { FailureTable } from './shape.ts';

export const checksFailures = {} as const satisfies FailureTable;
