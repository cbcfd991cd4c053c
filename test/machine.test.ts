import { expect, test } from '@jest/globals';
import { isGuid } from '../src/provisioning/core/ids.ts';
import { every, hash, newId } from '../src/machine.ts';

test('ids are of the promised shape and do not repeat', () => {
  expect(isGuid(newId.guid())).toBe(true);
  expect(newId.hex(128)).toMatch(/^[0-9a-f]{32}$/);
  expect(newId.hex(256)).toMatch(/^[0-9a-f]{64}$/);
  expect(newId.hex(256)).not.toBe(newId.hex(256));
  const unit = newId.unit();
  expect(unit >= 0 && unit < 1).toBe(true);
});

test('the hash is SHA-256 of UTF-8', () => {
  expect(hash.sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});

test('work that is done again goes on after a failure, and ends when it is called off', async () => {
  const failures: unknown[] = [];
  const third = Promise.withResolvers<void>();
  let done = 0;
  const stop = every(
    1,
    () => {
      done += 1;
      if (done === 3) third.resolve();
      return done === 1 ? Promise.reject(new RangeError('once')) : Promise.resolve();
    },
    (cause) => failures.push(cause),
  );
  await third.promise;
  stop();
  expect(failures).toHaveLength(1);
});
