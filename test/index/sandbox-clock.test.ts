import { expect, test } from '@jest/globals';
import { createSandboxClock } from '../../src/index/sandbox-clock.ts';

function clockThatHears(answer: () => Response): ReturnType<typeof createSandboxClock> {
  const asked: typeof fetch = () => Promise.resolve(answer());
  return createSandboxClock({
    baseUrl: 'https://localhost:3980',
    machine: { now: () => 1_000 },
    fetch: asked,
  });
}

test('business time goes with the pretend cloud’s clock', async () => {
  let offsetMs = 0;
  const clock = clockThatHears(() => Response.json({ offsetMs }));
  await clock.look();
  expect(clock.now()).toBe(1_000);
  offsetMs = 86_400_000;
  await clock.look();
  expect(clock.now()).toBe(86_401_000);
});

test('whoever wants to know is told at once when it was moved, and not when it runs on', async () => {
  let offsetMs = 0;
  const clock = clockThatHears(() => Response.json({ offsetMs }));
  const seen: number[] = [];
  clock.onMoved(() => seen.push(clock.now()));
  await clock.look();
  offsetMs = 86_400_000;
  await clock.look();
  await clock.look();
  offsetMs = -1_000;
  await clock.look();
  expect(seen).toEqual([86_401_000, 0]);
});

test.each([{}, { offsetMs: 'soon' }, { offsetMs: null }])(
  'an answer that tells no time changes nothing: %j',
  async (body) => {
    const clock = clockThatHears(() => Response.json(body));
    await clock.look();
    expect(clock.now()).toBe(1_000);
  },
);

test('a cloud that does not answer is said', async () => {
  const clock = clockThatHears(() => {
    throw new TypeError('fetch failed');
  });
  await expect(clock.look()).rejects.toThrow('fetch failed');
});
