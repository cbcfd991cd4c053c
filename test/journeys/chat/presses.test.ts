/** A press counts once, for the person and the state its button was drawn for; anything else changes nothing. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Journey } from '../../fakes/product.ts';
import { ours, RunningProduct, toPlan } from '../../fakes/product.ts';
import type { Element, Posted } from '../../fakes/teams.ts';
import { answered, buttons, inputs } from '../../fakes/teams.ts';

let product: RunningProduct;

beforeEach(async () => {
  product = await RunningProduct.open();
}, 60_000);
afterEach(() => product.close());

function button(posted: Posted, title: string): Element {
  const found = buttons(posted.card).find((one) => one.title === title);
  if (found === undefined) throw new TypeError(`no button ${title}`);
  return found;
}

describe('a press that does not fit', () => {
  let plan: Journey;
  beforeEach(async () => {
    plan = await toPlan(product, 'anna');
  });

  /** Nothing was written, and the right button still works. */
  async function harmless(): Promise<void> {
    expect(ours(product)).toEqual([]);
    const { chat } = plan;
    await chat.press(await chat.card('Approve and register'), 'Approve and register');
    await chat.card(/^Hand over to/, 60);
    expect(ours(product)).toHaveLength(1);
  }

  test('a press that is no press of ours, in seven ways', async () => {
    const { chat, card } = plan;
    const { data } = button(card, 'Approve and register');
    const forged: readonly (readonly [RegExp, string, Readonly<Record<string, unknown>> | null])[] = [
      [/earlier state/, 'approve', { press: 'f'.repeat(32) }],
      [/not what this card sends/, 'approve', {}],
      [/not what this card sends/, 'approve', null],
      [/not what this card sends/, 'cancel', { ...data }],
      [/not what this card sends/, 'approve', { ...data, runId: 'of my own' }],
      [/not what this card sends/, 'approve', { ...data, deep: { er: 1 } }],
      [/not what this card sends/, 'approve', { ...data, constructor: 'x' }],
    ];
    for (const [why, verb, sent] of forged) {
      expect(await answered(await chat.execute(card, verb, sent))).toMatch(why);
    }
    await harmless();
  }, 60_000);

  test('Uma presses Anna’s button', async () => {
    const uma = product.chat('uma');
    const { data = {} } = button(plan.card, 'Approve and register');
    const said = await answered(await uma.execute(plan.card, 'approve', data));
    expect(said).toContain('somebody else');
    expect(said).not.toContain('CallRecords');
    await harmless();
  });

  test('Uma presses it in Anna’s own chat, as a forged activity would', async () => {
    const { oid, name } = product.person('uma');
    const { data = {} } = button(plan.card, 'Approve and register');
    const response = await plan.chat.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: plan.card.id,
      from: { id: `29:${oid}`, name, aadObjectId: oid },
      value: { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' },
    });
    expect(await answered(response)).toContain('somebody else');
    await harmless();
  });

  test('a person of another tenant, with Anna’s own button in hand', async () => {
    const tenantId = '11111111-2222-4333-8444-555555555555';
    const { data } = button(plan.card, 'Approve and register');
    const response = await plan.chat.send({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: plan.card.id,
      conversation: { id: plan.chat.conversationId, conversationType: 'personal', tenantId },
      channelData: { tenant: { id: tenantId } },
      value: { action: { type: 'Action.Execute', verb: 'approve', data }, trigger: 'manual' },
    });
    const said = await answered(response);
    expect(said).toMatch(/earlier state/);
    expect(said).not.toContain('Nectar');
    await harmless();
  });

  test('a card from before: the plan has changed since', async () => {
    const { chat, card } = plan;
    await chat.press(card, 'Change');
    const old = button(card, 'Approve and register');
    const said = await answered(await chat.execute(card, 'approve', old.data ?? {}));
    expect(said).toMatch(/earlier state/);
    expect(ours(product)).toEqual([]);
    await chat.card('Continue');
  });

  test('the same press twice registers once', async () => {
    const { chat, card } = plan;
    const { data = {} } = button(card, 'Approve and register');
    await Promise.all([chat.execute(card, 'approve', data), chat.execute(card, 'approve', data)]);
    await chat.card(/^Hand over to/, 60);
    expect(ours(product)).toHaveLength(1);
  });
});

test('a client that knows only Action.Submit gets on as well', async () => {
  const chat = product.chat('anna');
  await chat.say('set up nectar');
  const form = await chat.card('Continue');
  const { fallback } = button(form, 'Continue') as {
    fallback?: { data?: Readonly<Record<string, unknown>> };
  };
  const value = { ...fallback?.data, ...inputs(form.card) };
  await chat.send({ type: 'message', replyToId: form.id, value });
  expect((await chat.card(/^Sign in \(/)).id).toBe(form.id);
});

test('an activity without a person, of another tenant than it says, or of a bot is turned away', async () => {
  const chat = product.chat('anna');
  const { oid } = product.person('anna');
  const [from, other] = ['29:x', '11111111-2222-4333-8444-555555555555'];
  const forged = [
    { from: { id: from } },
    { from: { id: from, aadObjectId: oid, role: 'bot' } },
    { channelData: { tenant: { id: other } } },
    { channelId: 'emulator' },
  ];
  for (const one of forged) {
    const { status } = await chat.send({ type: 'message', text: 'set up nectar', ...one });
    expect(status).toBe(200);
  }
  await chat.say('hello');
  await chat.card('Registrar');
  expect(chat.posted()).toHaveLength(1);
});
