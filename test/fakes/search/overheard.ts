/** Listens at the parts of a product without changing what they do. */
import { inspect } from 'node:util';
import type { Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Exchange } from '../wire.ts';

/** Makes the call, and gives back what it answered. */
export type Hear = (call: () => unknown, args: readonly unknown[], method: string) => unknown;

/** The same object, with somebody who hears each call of its methods. */
export function overheard<T extends object>(original: T, hear: Hear): T {
  return new Proxy(original, {
    get: (target, key) => {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown =>
        hear(() => Reflect.apply(value, target, args) as unknown, args, String(key));
    },
  });
}

/** What the pretend cloud is asked and answers from here on; the list grows. */
export function exchangesOf(sandbox: Sandbox): readonly Exchange[] {
  const exchanges: Exchange[] = [];
  const { handle } = sandbox;
  sandbox.handle = async (request) => {
    const response = await handle(request);
    exchanges.push({ request, response });
    return response;
  };
  return exchanges;
}

/** All that a failure, or anything else, says when it is looked into: message, stack, causes and every field. */
export function saidBy(thing: unknown): string {
  const whole = { depth: 12, maxStringLength: null, maxArrayLength: null, breakLength: Infinity } as const;
  return inspect(thing, whole);
}
