import type { FailureTable } from './shape.ts';

export const choicesFailures = {} as const satisfies FailureTable;
