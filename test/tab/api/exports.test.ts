/** What is taken out of the tab: nothing computes, nothing of others, nothing secret, and it can be read back. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { csvOf, safe } from '../../../src/tab/api/csv.ts';
import { calendarOf } from '../../../src/tab/api/calendar.ts';
import type { RegisterLapse, RegistrationLine } from '../../../src/provisioning/contract/register.ts';
import { drain } from '../../fakes/drain.ts';
import { startTabSite, type TabSite } from '../../fakes/tab-site.ts';
import { aLapse, aLine, CONTOSO, HOSTILE } from '../../fakes/tab-world.ts';

let site: TabSite;
beforeAll(async () => {
  site = await startTabSite();
});
beforeEach(() => {
  site.register.lines.set(CONTOSO, HOSTILE.map(hostileLine));
});
afterAll(() => site.server.close());

function hostileLine(text: string, number = 0): RegistrationLine {
  const id = `eeeeeeee-0000-4000-8000-${String(number + 1).padStart(12, '0')}`;
  const words = { name: text, connectorTitle: text, label: text };
  return aLine(CONTOSO, {
    ...{ id, name: text, connectorTitle: text, owner: text },
    why: { code: 'X', what: text, why: text, fix: text },
    nextLapse: aLapse(CONTOSO, { ...words, id: `secret:${number}` }),
  });
}

async function exported(name: string): Promise<Response> {
  const response = await site.as('nobody', `GET /api/tab/export/${name}`);
  expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  return response;
}

/** RFC 4180, by hand. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, end] of csv.matchAll(/"((?:[^"]|"")*)"(,|\r\n)/g)) {
    rows.at(-1)?.push((quoted ?? '').replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

const DANGER = /^[=+\-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20]/;

describe('the table', () => {
  test('says that it is UTF-8, quotes every cell, and no cell begins with what computes', async () => {
    const response = await exported('registrations.csv');
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="registrations.csv"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    const cells = cellsOf(text);
    expect(cells).toHaveLength(HOSTILE.length + 1);
    expect(new Set(cells.map((row) => row.length))).toEqual(new Set([15]));
    // Nothing stands outside quotes.
    expect(text.replaceAll(/"(?:[^"]|"")*"/g, '').replaceAll(/[,\r\n]/g, '')).toBe('');
    expect(cells.flat().filter((cell) => DANGER.test(cell) || /^\s+[=+\-@]/.test(cell))).toEqual([]);
  });

  test('whatever stands in it, no cell computes (property)', async () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(...HOSTILE),
      fc.tuple(fc.constantFrom(...HOSTILE), fc.string()).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { maxLength: 5 }), async (texts) => {
        let csv = '';
        for await (const piece of csvOf(lines(texts))) csv += piece;
        const cells = cellsOf(csv.slice(1));
        expect(cells).toHaveLength(texts.length + 1);
        expect(cells.flat().some((cell) => DANGER.test(cell) || /^\s+[=+\-@]/.test(cell))).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  test('a cell is no longer than Excel takes, and keeps what is harmless', () => {
    expect(safe('x'.repeat(40_000))).toHaveLength(32_000);
    expect([safe('Nectar – DXP, 2'), safe(-1), safe(null), safe('a=b')]).toEqual([
      'Nectar – DXP, 2',
      "'-1",
      '',
      'a=b',
    ]);
  });

  test('takes the question of the list', async () => {
    site.register.lines.set(CONTOSO, [aLine(CONTOSO), aLine(CONTOSO, { name: 'Other' })]);
    const cells = cellsOf(await (await exported('registrations.csv?search=Other')).text());
    expect(cells.map((row) => row[1])).toEqual(['Name', 'Other']);
  });
});

async function* lines(texts: readonly string[]): AsyncIterable<RegistrationLine> {
  for (const text of texts) yield await Promise.resolve(hostileLine(text));
}

test('as JSON it is what the list shows, however many there are', async () => {
  const many = Array.from({ length: 1_000 }, (_, number) => hostileLine(`n ${number}`, number));
  site.register.lines.set(CONTOSO, many);
  expect(await (await exported('registrations.json')).json()).toEqual(many);
  site.register.lines.set(CONTOSO, []);
  expect(await (await exported('registrations.json')).json()).toEqual([]);
});

test('a failure on the way is no whole file, and one before it is told as such', async () => {
  site.register.lines.set(CONTOSO, [aLine(CONTOSO), null as unknown as RegistrationLine]);
  const whole = async (): Promise<string> =>
    (await site.as('nobody', 'GET /api/tab/export/registrations.json?search=Nectar')).text();
  await expect(whole()).rejects.toThrow();
  const refused = await site.as('nobody', 'GET /api/tab/export/registrations.csv?state=nonsense');
  expect([refused.status, await refused.json()]).toEqual([
    400,
    expect.objectContaining({ error: expect.objectContaining({ code: 'TAB_QUERY' }) }),
  ]);
});

/** RFC 5545 section 3.1, unfolded: name (without parameters) and value, with BEGIN and END among them. */
function readCalendar(text: string): (readonly [string, string])[] {
  const unfolded = text.replaceAll(/\r\n[ \t]/g, '');
  return unfolded
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).split(';')[0] ?? '', line.slice(at + 1)] as const;
    });
}

function valuesOf(entries: readonly (readonly [string, string])[], name: string): string[] {
  return entries.filter(([one]) => one === name).map(([, value]) => value);
}

describe('the calendar', () => {
  test('has an event for every lapse, free and with three reminders, and no line too long', async () => {
    const response = await exported('lapses.ics');
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = await response.text();
    const entries = readCalendar(text);
    expect(valuesOf(entries, 'BEGIN').filter((one) => one === 'VEVENT')).toHaveLength(HOSTILE.length);
    expect(valuesOf(entries, 'BEGIN').filter((one) => one === 'VALARM')).toHaveLength(3 * HOSTILE.length);
    expect(new Set(valuesOf(entries, 'TRIGGER'))).toEqual(new Set(['-P30D', '-P7D', '-P1D']));
    expect(new Set(valuesOf(entries, 'DTSTART'))).toEqual(new Set(['20261224T000000Z']));
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(text).not.toMatch(/[^\r]\n/);
  });

  test('keeps an event’s name when its date moves, and gives no two the same', async () => {
    const tabUrl = 'https://registrar.example/tab';
    const before = await drain(site.register.lapses(CONTOSO));
    const moved = before.map((lapse) => ({ ...lapse, ends: '2027-01-01T00:00:00.000Z' }));
    const uidsOf = async (lapses: readonly RegisterLapse[]): Promise<string[]> => {
      const about = {
        tenantId: CONTOSO,
        tenantName: 'Contoso',
        only: [],
        at: '2026-11-21T10:00:00.000Z',
        tabUrl,
      };
      const pieces = await drain(calendarOf({ lapses: Readable.from(lapses), ...about }));
      return valuesOf(readCalendar(pieces.join('')), 'UID');
    };
    expect(await uidsOf(moved)).toEqual(await uidsOf(before));
    expect(new Set(await uidsOf(before)).size).toBe(HOSTILE.length);
  });

  test('has thousands of events, each once, and begins and ends once', async () => {
    const many = Array.from({ length: 3_000 }, (_, number) => hostileLine(`n ${number}`, number));
    site.register.lines.set(CONTOSO, many);
    const text = await (await exported('lapses.ics')).text();
    const entries = readCalendar(text);
    expect(new Set(valuesOf(entries, 'UID')).size).toBe(3_000);
    for (const name of ['BEGIN', 'END'])
      expect(valuesOf(entries, name).filter((one) => one === 'VCALENDAR')).toHaveLength(1);
    expect(text).toMatch(/^BEGIN:VCALENDAR\r\n[\s\S]*\r\nEND:VCALENDAR$/);
  });

  test('what somebody named so cannot begin a line of its own', async () => {
    const evil = 'x\r\nBEGIN:VALARM\r\nATTACH:https://evil.example\r\nEND:VALARM';
    site.register.lines.set(CONTOSO, [hostileLine(evil)]);
    const entries = readCalendar(await (await exported('lapses.ics')).text());
    expect(valuesOf(entries, 'ATTACH')).toEqual([]);
    expect(valuesOf(entries, 'BEGIN').filter((one) => one === 'VALARM')).toHaveLength(3);
  });

  test('without anything that ends it is an empty one', async () => {
    site.register.lines.set(CONTOSO, [aLine(CONTOSO, { nextLapse: aLapse(CONTOSO, { ends: null }) })]);
    const entries = readCalendar(await (await exported('lapses.ics')).text());
    expect(valuesOf(entries, 'BEGIN')).toEqual(['VCALENDAR']);
  });
});

describe('a calendar to subscribe to', () => {
  const made = async (kind: 'global' | 'cloud' = 'global'): Promise<string> =>
    ((await (await site.as(kind, 'POST /api/tab/calendar')).json()) as { url: string }).url;
  const status = async (url: string): Promise<number> => (await fetch(url)).status;

  test('is read without a token, by whoever has its address', async () => {
    const url = await made();
    expect(url).toMatch(new RegExp(`^http://localhost:\\d+/calendar/${CONTOSO}\\.[0-9a-f]{64}\\.ics$`));
    const response = await fetch(url);
    expect(await response.text()).toContain('BEGIN:VCALENDAR');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a new one takes the place of the old one, and each can be taken back', async () => {
    const [first, second, others] = [await made(), await made(), await made('cloud')];
    expect([await status(first), await status(second), await status(others)]).toEqual([404, 200, 200]);
    await site.as('global', 'POST /api/tab/calendar/revoke');
    expect([await status(second), await status(others)]).toEqual([404, 200]);
    await site.as('global', 'POST /api/tab/calendar/revoke', { whose: 'all' });
    expect(await status(others)).toBe(404);
  });

  test.each([
    ['another tenant', (url: string) => url.replace(CONTOSO, '22222222-2222-4222-8222-222222222222')],
    ['another secret', (url: string) => url.replace(/\.[0-9a-f]{8}/, '.00000000')],
    ['no secret', (url: string) => url.replace(/\.[0-9a-f]{64}/, '')],
    ['a path', (url: string) => url.replace(/\/calendar\/.*/, '/calendar/..%2f..%2fetc%2fpasswd')],
  ])('with %s it is none', async (_, change) => {
    const response = await fetch(change(await made()));
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('CALENDAR_UNKNOWN');
  });
});

describe('the evidence', () => {
  test('is one page without script, which loads nothing, with who approved what', async () => {
    const response = await exported('evidence');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/=]{44}'; base-uri 'none'/);
    const text = await response.text();
    expect(text).toMatch(/^<!doctype html>/);
    expect(text).toMatch(/<\/section>\s*<\/body>\s*<\/html>$/);
    expect(text).not.toMatch(/<script|\son\w+=|<link|<img|<iframe|javascript:|https?:\/\//i);
    expect(text).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    for (const shown of ['4F2A-91C3', 'Anna Admin', 'request-1', 'approved']) expect(text).toContain(shown);
  });

  test('its style is the one its policy names', async () => {
    const response = await exported('evidence');
    const style = /<style>([\s\S]*?)<\/style>/.exec(await response.text())?.[1] ?? '';
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))).toString(
      'base64',
    );
    expect(response.headers.get('content-security-policy')).toContain(`'sha256-${hash}'`);
  });
});

describe('of a tab that is about some connectors', () => {
  beforeEach(() => {
    const other = {
      connectorId: 'cirrus-connect',
      connectorTitle: 'Cirrus Connect',
      name: 'Sync of calendars',
    };
    const id = 'ffffffff-0000-4000-8000-000000000001';
    const nextLapse = aLapse(CONTOSO, { id: 'secret:other', name: other.name });
    site.register.lines.set(CONTOSO, [
      aLine(CONTOSO, { name: 'Calls' }),
      aLine(CONTOSO, { ...other, id, nextLapse }),
    ]);
  });
  const events = (text: string): number =>
    valuesOf(readCalendar(text), 'BEGIN').filter((one) => one === 'VEVENT').length;

  test('the calendar has their lapses alone, and its name says so', async () => {
    expect(events(await (await exported('lapses.ics')).text())).toBe(2);
    const text = await (await exported('lapses.ics?connector=nectar-dxp')).text();
    expect(events(text)).toBe(1);
    expect(valuesOf(readCalendar(text), 'NAME')).toEqual([
      'Registrar: what lapses in Contoso (Nectar DXP only)',
    ]);
  });

  test('so has the one to subscribe to', async () => {
    const answer = await site.as('global', 'POST /api/tab/calendar', { connectors: ['nectar-dxp', 'gone'] });
    const { url } = (await answer.json()) as { url: string };
    expect(url).toMatch(/\.ics\?connector=nectar-dxp,gone$/);
    expect(events(await (await fetch(url)).text())).toBe(1);
    expect((await fetch(`${url}&at=1`)).status).toBe(200);
    expect((await fetch(url.replace('gone', '..'))).status).toBe(400);
  });

  test('the evidence has theirs alone, and says that the rest is left out', async () => {
    const text = await (await exported('evidence?connector=nectar-dxp')).text();
    expect(text).toContain('1 registration,');
    expect(text).toContain('Only what belongs to Nectar DXP; what else is registered is left out.');
    expect(await (await exported('evidence')).text()).not.toContain('is left out');
  });
});

test('no export holds what a sign-in came with', async () => {
  const names = ['registrations.csv', 'registrations.json', 'lapses.ics', 'evidence'];
  for (const name of names)
    expect(await (await exported(name)).text()).not.toMatch(/eyJ|Bearer|BEGIN PRIVATE/);
  expect(site.logged.join()).not.toMatch(/eyJ/);
});
