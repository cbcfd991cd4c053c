/** How a conversation is warned, from the card to the warning: its own days, its end and its return, and who got it. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { RunningProduct, toProven } from '../fakes/product.ts';
import { inputs, readOn } from '../fakes/teams.ts';

const CHANNEL = '19:admins@thread.tacv2';
const SECOND = '19:operations@thread.tacv2';
const WARNED = /ends \d+ \w+ 2027 \(in (\d+) days\)/;

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

test('the days of a channel are changed on its card, and the next warning follows them', async () => {
  const room = product.inChannel('anna', CHANNEL);
  await room.say('alert here');
  await toProven(product, 'anna');
  await room.say('alert settings');
  const shown = await room.card('How this conversation is warned');
  expect(readOn(shown)).toContain('Only this conversation is warned.');
  await room.press(shown, 'Save', { ladder: 'two weeks', zone: 'Atlantis' });
  const refused = await room.becomes(shown, 'Nothing is saved yet');
  expect(readOn(refused)).toContain('two weeks is not a list of days.');
  expect(readOn(refused)).toContain('I know no time zone called “Atlantis”.');
  expect(inputs(refused.card)).toMatchObject({ ladder: 'two weeks', zone: 'Atlantis' });
  await room.press(refused, 'Save', {
    ladder: '20, 2',
    zone: 'Berlin',
    from: '00:00',
    to: '00:00',
    days: '1,2,3,4,5,6,7',
  });
  const saved = await room.becomes(shown, 'Saved.');
  expect(inputs(saved.card)).toMatchObject({ ladder: '20, 2', zone: 'Europe/Berlin', to: '00:00' });
  await room.press(saved, 'Undo');
  const undone = await room.becomes(shown, 'As it was before.');
  // The same zone, by the name that it has since been read as.
  expect(inputs(undone.card)).toEqual({ ...inputs(shown.card), zone: 'Etc/UTC' });
  await room.press(undone, 'Save', inputs(saved.card));
  expect(inputs((await room.becomes(shown, 'Saved.')).card)).toEqual(inputs(saved.card));

  await product.pass('P306D');
  await product.pass('P40D');
  const warned = await room.card(WARNED, 60);
  const [, days = ''] = WARNED.exec(readOn(warned)) ?? [];
  expect(Number(days)).toBeLessThanOrEqual(20);
  expect(room.posted().filter((one) => WARNED.test(readOn(one)))).toHaveLength(1);
});

test('alerts off ends them, the last one stays until that is wanted, and they come back as they were', async () => {
  const room = product.inChannel('anna', CHANNEL);
  const own = product.chat('anna');
  await room.say('alert here');
  await room.say('alerts off');
  const last = await room.card('No other conversation is warned, so these stay for now.');
  expect(readOn(last)).toContain('End them all the same');

  await toProven(product, 'anna');
  await room.say('alert settings');
  const form = await room.card('How this conversation is warned');
  await room.press(form, 'Save', { ladder: '45' });
  await room.becomes(form, 'Saved.');
  await own.say('alert here');
  await own.card('Warnings of what lapses come here from now on');
  await room.say('alerts off');
  const off = await room.card('No more warnings come here.');
  expect(readOn(off)).toContain('One conversation is left that hears of some of what lapses.');

  await product.pass('P306D');
  const mine = await own.card(WARNED, 60);
  expect(readOn(mine)).toContain('Only this conversation is warned.');
  await room.press(off, 'Alerts here again');
  await room.becomes(off, 'Warnings of what lapses come here from now on: 45 days before');
  await own.becomes(mine, /^Renew now$/);
  await product.pass('P20D');
  const warned = await room.card(WARNED, 60);
  expect(Number(WARNED.exec(readOn(warned))?.[1])).toBeLessThanOrEqual(45);
});

test('a channel that refuses hands over to the second at once, and the history says who got it and why', async () => {
  const room = product.inChannel('anna', CHANNEL);
  const second = product.inChannel('bo', SECOND);
  for (const one of [room, second]) {
    await one.say('alert here');
    await one.card('Warnings of what lapses come here from now on');
  }
  await toProven(product, 'anna');
  product.teams.refuse(CHANNEL, 'ConversationBlockedByUser');
  await product.pass('P306D');
  const warned = await second.card('Nectar stops receiving', 60);
  const later = await second.becomes(warned, 'Only this conversation is warned.', 60);

  const thread = product.inChannel('bo', `${SECOND};messageid=${warned.id}`);
  await thread.press(later, 'Did they get it?');
  const told = await second.card('What people were warned of, and whether it arrived.');
  expect(readOn(told)).toMatch(/Refused[^]*60 days before · another channel/);
  expect(readOn(told)).toContain('They have blocked me. (ConversationBlockedByUser)');
  expect(readOn(told)).toMatch(/Delivered[^]*60 days before · this channel/);
  await second.say('did Anna get it?');
  await second.card(/Nectar DXP · Secret/);
});
