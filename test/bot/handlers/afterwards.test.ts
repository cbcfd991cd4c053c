/** Buttons of what is planned for, or done with, a registration that is there: each asks the engine for one thing. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { actionTitles, ChatRoom, textOf } from '../../fakes/chat-room.ts';
import {
  ADOPTABLE,
  CLEANING_UP,
  HANDED_OVER_FUNCTION,
  HANDED_OVER_SERVICE,
  NOTHING_TO_DO,
} from '../../fakes/other-views.ts';
import { ANNA, PLAN } from '../../fakes/run-views.ts';
import type { RunView } from '../../../src/provisioning/contract.ts';

let room: ChatRoom;
let runId: string;
beforeEach(async () => {
  room = await ChatRoom.open();
  await room.say(ANNA, 'set up nectar');
  runId = room.provisioning.only.runId;
});
afterEach(() => room.close());

/** The run as another one of the fakes shows it, under its own id. */
async function become({ phase, plan, proof, registration, ...view }: RunView): Promise<void> {
  const { checklist, addMore, nextFunction } = view;
  room.provisioning.set(runId, { phase, plan, proof, registration, checklist, addMore, nextFunction });
  await room.bot.idle();
}

async function planned(patch: Partial<RunView>): Promise<void> {
  room.provisioning.set(runId, { phase: 'plan', plan: PLAN, ...patch });
  await room.bot.idle();
}

describe('an application of the same name', () => {
  test.each([
    ['Take it over (see', 'adopt eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee'],
    ['Take it over and clean up', 'adopt eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee and clean up'],
  ])('%s… is one request, and the card goes on', async (title, change) => {
    const { adoptable = [], cleanUp = null } = ADOPTABLE;
    await planned({ adoptable, cleanUp });
    await room.press(ANNA, room.last(), title);
    expect(room.provisioning.changes.at(-1)).toBe(change);
    expect(room.provisioning.only.phase).toBe('checks');
    expect(room.messages()).toHaveLength(1);
  });
});

describe('approving', () => {
  test('what takes something away needs the name typed; what was typed stays when it is wrong', async () => {
    await planned({ plan: CLEANING_UP });
    const refused = await room.press(ANNA, room.last(), 'Approve and clean up', { confirmName: 'LiveDR-1' });
    expect(textOf(refused)).toContain('the name LiveDR-01 was not typed');
    expect(JSON.stringify(refused)).toContain('"value":"LiveDR-1"');
    expect(room.provisioning.only.phase).toBe('plan');
    await room.press(ANNA, room.last(), 'Approve and clean up', { confirmName: 'LiveDR-01' });
    expect(room.provisioning.only.phase).toBe('working');
  });

  test('nothing at all is a check', async () => {
    await planned({ plan: NOTHING_TO_DO });
    await room.press(ANNA, room.last(), 'Check it now');
    expect(room.provisioning.changes.at(-1)).toBe('approve');
  });

  test('takes no name where nothing goes', async () => {
    await planned({});
    const more = room.pressing(ANNA, room.last(), 'Approve and register', { confirmName: 'Nectar' });
    await room.deliver(more);
    expect(room.provisioning.only.phase).toBe('plan');
  });
});

describe('the checklist of a run', () => {
  test('is answered item by item, and an answer can be taken back', async () => {
    await become(HANDED_OVER_SERVICE);
    await room.press(ANNA, room.last(), 'Done', { item: 'roles' });
    await room.press(ANNA, room.last(), 'It worked', { item: 'validate' });
    expect(room.provisioning.changes.slice(-2)).toEqual(['tick roles done', 'tick validate worked']);
    expect(textOf(room.last().card)).toContain('Everything on the checklist is done.');
    await room.press(ANNA, room.last(), 'Take it back', { item: 'roles' });
    expect(room.provisioning.changes.at(-1)).toBe('tick roles undo');
    expect(textOf(room.last().card)).toContain('Still to do');
  });
});

describe('a registration that is handed over', () => {
  test('is proven anew in its own card', async () => {
    await become(HANDED_OVER_FUNCTION);
    await room.press(ANNA, room.last(), 'Validate now');
    expect(room.provisioning.changes.at(-1)).toBe('validate');
    expect(room.messages()).toHaveLength(1);
  });

  test.each([
    ['Add a function', 'add'],
    ['Set up User Presence', 'next-function'],
  ])('“%s” starts another set-up in a card of its own', async (title, what) => {
    await become(HANDED_OVER_FUNCTION);
    const answer = await room.press(ANNA, room.last(), title);
    expect(room.provisioning.changes.slice(-2)).toEqual([what, 'start']);
    const [old, next] = room.messages();
    expect(textOf(answer)).toContain('goes on in a card of its own, below');
    expect(textOf(old?.card ?? {})).toContain('handed over');
    expect(actionTitles(old?.card ?? {})).toContain('More…');
    expect(textOf(next?.card ?? {})).toContain('Choose what it may see');
    expect(room.messages()).toHaveLength(2);
  });

  test('leads to the set-up that is open already, and starts no second one', async () => {
    await become(HANDED_OVER_FUNCTION);
    await room.press(ANNA, room.last(), 'Add a function');
    const [old] = room.messages();
    if (old === undefined) throw new TypeError('no card');
    const answer = await room.press(ANNA, old, 'Set up User Presence');
    expect(textOf(answer)).toContain('You have an open set-up of Nectar DXP. It is below');
    expect(room.provisioning.changes.filter((what) => what === 'start')).toHaveLength(2);
    expect(textOf(room.last().card)).toContain('Choose what it may see');
  });
});

describe('renewing', () => {
  beforeEach(() => become({ ...HANDED_OVER_SERVICE, checklist: [] }));
  const renewable = (): void => {
    room.provisioning.set(runId, { renewable: true });
  };

  test('begins at the card, in a card of its own; a second press leads to the same one', async () => {
    renewable();
    await room.bot.idle();
    await room.press(ANNA, room.last(), 'Renew its credential');
    const [old] = room.messages();
    if (old === undefined) throw new TypeError('no card');
    const answer = await room.press(ANNA, old, 'Renew its credential');
    expect(textOf(answer)).toContain('goes on in a card of its own, below');
    expect(room.provisioning.changes.filter((what) => what === 'start')).toHaveLength(2);
  });

  test('begins at the word, when only one can be meant', async () => {
    renewable();
    await room.say(ANNA, 'renew nectar');
    expect(textOf(room.last().card)).toContain('Choose what it may see');
  });

  test('asks which one, and takes the answer', async () => {
    renewable();
    await room.say(ANNA, 'renew');
    room.provisioning.set(room.provisioning.newest.runId, { renewable: true, phase: 'handed-over' });
    await room.say(ANNA, 'renew');
    const asked = room.last();
    expect(textOf(asked.card)).toContain('Which credential do you want to renew?');
    await room.press(ANNA, asked, 'Renew', { run: runId });
    expect(room.messages().some(({ card }) => textOf(card).includes('goes on in a card of its own'))).toBe(
      true,
    );
  });

  test('of nothing says so', async () => {
    await room.say(ANNA, 'renew');
    expect(textOf(room.last().card)).toContain('I know no credential here that can be renewed.');
  });

  test('removes the old one on the button', async () => {
    const ends = '2026-12-20T00:00:00Z';
    room.provisioning.set(runId, {
      renewal: { kind: 'secret', description: null, ends, removable: true, removed: false },
    });
    await room.bot.idle();
    await room.press(ANNA, room.last(), 'In use everywhere: remove the old secret');
    expect(room.provisioning.changes.at(-1)).toBe('remove-old');
  });
});
