/** What a warning says of a credential that was renewed, and of one that nobody here made. */
import { describe, expect, test } from '@jest/globals';
import { alertCard } from '../../../src/bot/cards/alert.ts';
import type { AlertView } from '../../../src/provisioning/contract.ts';
import { ALERT } from '../../fakes/alert-views.ts';

type Lapse = AlertView['lapses'][number];

const [LAPSE] = ALERT.lapses as readonly [Lapse];
const PLACE = 'Nectar DXP, Settings';
const until = '2027-10-17T09:12:00Z';

function drawn(change: Partial<Lapse>) {
  const view = { ...ALERT, lapses: [{ ...LAPSE, ...change }] };
  const drawing = alertCard(view, { now: Date.parse('2027-04-20T09:00:00Z'), notice: null, typed: {} });
  return { said: JSON.stringify(drawing), buttons: drawing.buttons.map(({ title }) => title) };
}

describe('renewed', () => {
  test('and still in use somewhere: until when the new one works, where the old one is, and the way on', () => {
    const { said, buttons } = drawn({ renewal: { ends: until, open: [PLACE] } });
    expect(said).toContain('Renewed: the new one works until 17 Oct 2027.');
    expect(said).toContain('still in use');
    expect(said).toContain('stops receiving call records');
    expect(buttons).toEqual(['Go on with the renewal']);
  });

  test('and in use everywhere: nothing breaks, and the old one can go', () => {
    const { said, buttons } = drawn({ renewal: { ends: until, open: [] } });
    expect(said).toContain('in use everywhere');
    expect(said).not.toContain('stops receiving call records');
    expect(buttons).toEqual(['Go on with the renewal']);
  });
});

test('nobody here made it: it says so and what to do, and offers no renewal', () => {
  const { said, buttons } = drawn({ runId: null, owner: null, effect: '' });
  expect(said).toContain('Nobody told me of this one');
  expect(said).toContain('say whose it is');
  expect(buttons).toEqual([]);
});
