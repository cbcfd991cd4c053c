import type { FailureTable } from './shape.ts';

export const graphFailures = {} as const satisfies FailureTable;
