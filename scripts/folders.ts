/** Where the project is, wherever it was called from. */
import { dirname } from 'node:path';

export const root = dirname(import.meta.dirname);
