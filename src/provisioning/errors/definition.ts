import type { FailureTable } from './shape.ts';

export const definitionFailures = {} as const satisfies FailureTable;
