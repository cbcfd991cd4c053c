import type { FailureTable } from './shape.ts';

export const signInFailures = {} as const satisfies FailureTable;
