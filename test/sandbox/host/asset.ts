/** A script of the page that plays Teams, loaded as the browser loads it. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typeParam T what the test expects of it: a script of the browser brings no types */
export async function asset<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(join('src/sandbox/host/assets', name)).href)) as T;
}
