import type { FailureTable } from './shape.ts';

export const certificateFailures = {} as const satisfies FailureTable;
