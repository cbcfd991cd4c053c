/** Parts of a definition that do not agree with one another: each refused with its code, its place and words. */
import { describe, expect, test } from '@jest/globals';
import { explainProblem } from '../../../src/provisioning/connectors/load.ts';
import { ROLE_NAMES } from '../../../src/provisioning/core/role-names.ts';
import { ROLES } from '../../../src/sandbox/seed/roles.ts';
import { changed, fileOf, load, problems, type Shipped } from './files.ts';

type Change = readonly [name: string, id: Shipped, from: string | RegExp, to: string];
/** A change and everything that is then said. */
type Mistake = readonly [...Change, expected: string | readonly string[]];

function refuses(mistakes: readonly Mistake[]): void {
  test.each(mistakes)('%s, which is refused', (_, id, from, to, expected) => {
    const text = changed(id, from, to);
    expect(problems(text)).toEqual([expected].flat());
    const loaded = load(text);
    for (const problem of loaded.ok ? [] : loaded.problems) {
      const { what, why, fix } = explainProblem(problem);
      expect(`${what} ${why} ${fix}`).not.toMatch(/\{\w+\}|(^|\s)\?|undefined/);
      expect(problem.line).toBeGreaterThan(1);
    }
  });
}

function accepts(changes: readonly Change[]): void {
  test.each(changes)('%s, which is fine', (_, id, from, to) => {
    expect(problems(changed(id, from, to))).toEqual([]);
  });
}

const CIRRUS = 'cirrus-connect';
const AUDIOCODES = 'audiocodes-live-platform';
const JTEL = 'jtel-presence';
const SAAS = 'saas-microsoft-365';

describe('one id for', () => {
  refuses([
    [
      'a function and a permission',
      CIRRUS,
      'id: calendars',
      'id: calendar',
      'DEF_DUPLICATE_ID permissions[2].id',
    ],
    ['a function and a question', CIRRUS, /\bsync(?=:|\n)/g, 'mail', 'DEF_DUPLICATE_ID questions[1].id'],
    [
      'two answers',
      CIRRUS,
      /id: (application|delegated)\n/,
      'id: both\n',
      [
        'DEF_DUPLICATE_ID questions[0].options[1].id',
        'DEF_WHEN_UNKNOWN permissions[5].when.answers.presence-by[0]',
      ],
    ],
    ['two things to do', JTEL, 'id: aggregator', 'id: first-sign-in', 'DEF_DUPLICATE_ID checklist[1].id'],
  ]);
});

describe('an id of the form’s own:', () => {
  refuses(
    ['registration', 'arrangement', 'description', 'credential', 'mode', 'press'].map((id): Mistake => [
      id,
      CIRRUS,
      'id: calendars',
      `id: ${id}`,
      'DEF_RESERVED_ID permissions[2].id',
    ]),
  );
});

describe('a condition on', () => {
  refuses([
    [
      'a function that is not there',
      CIRRUS,
      '[calendar]',
      '[calender]',
      'DEF_WHEN_UNKNOWN permissions[2].when.functions[0]',
    ],
    [
      'a question that is not there',
      CIRRUS,
      'presence-by: [application',
      'presence-via: [application',
      'DEF_WHEN_UNKNOWN permissions[5].when.answers.presence-via',
    ],
    [
      'an answer that is not there',
      CIRRUS,
      '[application, both]',
      '[app, both]',
      'DEF_WHEN_UNKNOWN permissions[5].when.answers.presence-by[0]',
    ],
    [
      'a function that is not there, in one of several cases',
      CIRRUS,
      '- functions: [presence]',
      '- functions: [presences]',
      'DEF_WHEN_UNKNOWN user.when[1].functions[0]',
    ],
    [
      'a function that is not there, in the checklist',
      CIRRUS,
      /(id: shared-mailboxes[^[]*)\[mail\]/,
      '$1[e-mail]',
      'DEF_WHEN_UNKNOWN checklist[0].when.functions[0]',
    ],
    [
      'a function that is not there, in a warning',
      CIRRUS,
      /(at: hand-over\n +when:\n +functions: )\[mail\]/,
      '$1[e-mail]',
      'DEF_WHEN_UNKNOWN warnings[2].when.functions[0]',
    ],
    [
      'a function, where there are none',
      JTEL,
      'id: aggregator',
      'id: aggregator\n    when: {functions: [mail]}',
      'DEF_WHEN_UNKNOWN checklist[1].when.functions[0]',
    ],
    [
      'nothing',
      CIRRUS,
      /when:\n +functions: \[calendar\]/,
      'when: {}',
      'DEF_WRONG_VALUE permissions[2].when',
    ],
    [
      'one case written as a list',
      CIRRUS,
      'functions: [calendar]',
      '- functions: [calendar]',
      'DEF_WRONG_VALUE permissions[2].when',
    ],
    [
      'a misspelt word',
      CIRRUS,
      'functions: [calendar]',
      'function: [calendar]',
      'DEF_UNKNOWN_FIELD permissions[2].when.function',
    ],
    [
      'a misspelt word in one of several cases',
      CIRRUS,
      '- functions: [presence]\n      answers',
      '- functions: [presence]\n      answer',
      'DEF_UNKNOWN_FIELD user.when[1].answer',
    ],
  ]);

  test('is told at the line where it stands', () => {
    const loaded = load(changed(CIRRUS, '[calendar]', '[calender]'));
    const lines = fileOf(CIRRUS).slice(0, fileOf(CIRRUS).indexOf('[calendar]')).split('\n').length;
    expect(loaded.ok ? [] : loaded.problems.map(({ line }) => line)).toEqual([lines]);
  });
});

describe('a question', () => {
  refuses([
    ['that nothing depends on', CIRRUS, /\n +sync: \[on-premises\]/, '', 'DEF_QUESTION_UNUSED questions[1]'],
    [
      'with a preset that is no answer',
      CIRRUS,
      'preset: cloud',
      'preset: clouds',
      'DEF_PRESET questions[1].preset',
    ],
    [
      'with one answer',
      CIRRUS,
      /- id: cloud\n[^]*?(?=- id: on-premises)/,
      '',
      'DEF_WRONG_VALUE questions[1].options',
    ],
  ]);
});

describe('registrations of functions', () => {
  refuses([
    [
      'for some of them',
      CIRRUS,
      '\n    alone: Cirrus Server – Calendar',
      '',
      'DEF_FUNCTION_ALONE functions[1]',
    ],
    [
      'under a name that breaks the rules',
      CIRRUS,
      'Server – Mail',
      'Server <Mail>',
      'DEF_NAME functions[2].alone',
    ],
    ['under one name', CIRRUS, 'Server – Mail', 'Server – Calendar', 'DEF_WRONG_VALUE functions[2].alone'],
  ]);
  accepts([['for none of them', CIRRUS, /\n +alone: .*/g, '']]);
});

describe('a name', () => {
  refuses([
    [
      'that is too long for its rules',
      AUDIOCODES,
      'preset: LivePlatform',
      'preset: AudioCodesLivePlatform',
      'DEF_NAME name.preset',
    ],
    [
      'with rules that no name obeys',
      AUDIOCODES,
      'shortest: 3',
      'shortest: 16',
      'DEF_WRONG_VALUE name.rules.shortest',
    ],
    [
      'for a secret, breaking its rules',
      CIRRUS,
      'preset: Cirrus Connect',
      'preset: Cirrus <Connect>',
      'DEF_NAME credentials[0].description.preset',
    ],
    [
      'for a secret, beginning like one of Microsoft’s',
      SAAS,
      'preset: Connector for Microsoft 365',
      'preset: Microsoft 365 connector',
      'DEF_NAME credentials[0].description.preset',
    ],
    [
      'for a secret, with rules that none obeys',
      CIRRUS,
      'longest: 60',
      'longest: 0',
      'DEF_WRONG_VALUE credentials[0].description.rules.longest',
    ],
    [
      'of the registration, too long for its secret',
      AUDIOCODES,
      /(preset: ''\n[^]*?longest: )15/,
      '$110',
      'DEF_NAME credentials[0].description.preset',
    ],
    [
      'of an account with a blank before the @',
      JTEL,
      'userName: jtel-presence',
      'userName: jtel presence',
      'DEF_NAME user.preset.userName',
    ],
    [
      'of an account with a bracket',
      JTEL,
      'displayName: jtel',
      'displayName: <jtel>',
      'DEF_NAME user.preset.displayName',
    ],
  ]);
});

describe('a name that imitates:', () => {
  refuses([
    [
      'a vendor with a Cyrillic letter',
      AUDIOCODES,
      'name: AudioCodes',
      'name: AudiоCodes',
      'DEF_IMITATION vendor.name',
    ],
    [
      'a vendor called Microsoft',
      AUDIOCODES,
      'name: AudioCodes',
      'name: Microsoft',
      'DEF_IMITATION vendor.name',
    ],
    [
      'a vendor beginning with a product of Microsoft',
      AUDIOCODES,
      'name: AudioCodes',
      'name: Azure Tools',
      'DEF_IMITATION vendor.name',
    ],
    ['a title with a Cyrillic letter', SAAS, 'title: Microsoft', 'title: Mіcrosoft', 'DEF_IMITATION title'],
    [
      'a title with a digit for a letter',
      SAAS,
      'title: Microsoft',
      'title: Micr0soft',
      'DEF_IMITATION title',
    ],
    ['a title with an accent', SAAS, 'title: Microsoft', 'title: Mícrosoft', 'DEF_IMITATION title'],
    ['a title in wide letters', SAAS, 'title: Microsoft', 'title: Ｍicrosoft', 'DEF_IMITATION title'],
    [
      'a title that says no more than a product of Microsoft',
      SAAS,
      'title: Microsoft 365 connector',
      'title: Microsoft 365',
      'DEF_IMITATION title',
    ],
    ['another name in Greek letters', AUDIOCODES, 'also: [', 'also: [Cirruς, ', 'DEF_IMITATION also[0]'],
    [
      'another name in letters that all look alike',
      AUDIOCODES,
      'also: [',
      'also: [М365, ',
      'DEF_IMITATION also[0]',
    ],
  ]);
  accepts([
    ['a vendor with a sign', AUDIOCODES, 'name: AudioCodes', 'name: Johnson & Müller AG'],
    ['a vendor that only begins with the same letters', AUDIOCODES, 'name: AudioCodes', 'name: Azurewave'],
    ['a title with words of two alphabets', AUDIOCODES, 'title: AudioCodes', 'title: АО AudioCodes'],
    ['another name for a product of Microsoft', AUDIOCODES, 'also: [', 'also: [Office 365 voice, '],
  ]);
});

describe('text that cannot be seen', () => {
  refuses(
    ['\u00A0', '\u00AD', '\u200B', '\u202E', '\u2800', '\u3164', '\uE000', '\u0301'.repeat(5)].map(
      (hidden): Mistake => [
        `U+${(hidden.codePointAt(0) ?? 0).toString(16)}`,
        ...([SAAS, 'title: Microsoft', `title: Micro${hidden}soft`, 'DEF_WRONG_VALUE title'] as const),
      ],
    ),
  );
  refuses([
    [
      'in the name of a secret',
      SAAS,
      'preset: Connector for',
      'preset: Connector\u200B for',
      'DEF_WRONG_VALUE credentials[0].description.preset',
    ],
    ['in a warning', JTEL, 'text: jtel signs', 'text: jtel\u2066 signs', 'DEF_WRONG_VALUE warnings[0].text'],
    [
      'among forbidden characters',
      JTEL,
      "'[]<>?#&'",
      "'[]\u200B'",
      'DEF_WRONG_VALUE user.forbiddenInPassword',
    ],
  ]);
});

describe('an account', () => {
  refuses([
    ['that can be had in no way', JTEL, '[create, existing]', '[]', 'DEF_WRONG_VALUE user.ways'],
    [
      'that can be had in one way twice',
      JTEL,
      '[create, existing]',
      '[create, create]',
      'DEF_WRONG_VALUE user.ways',
    ],
    [
      'whose password may not have letters',
      JTEL,
      "'[]<>?#&'",
      "'[]x'",
      'DEF_WRONG_VALUE user.forbiddenInPassword',
    ],
    [
      'of somebody else, whose password never expires',
      JTEL,
      '[create, existing]',
      '[existing]',
      'DEF_WRONG_VALUE user.mayNeverExpire',
    ],
    [
      'that is not asked for, and is handed over',
      JTEL,
      /\nuser:[^]*?mayNeverExpire: true\n/,
      '\n',
      [
        'DEF_NO_USER handOver.fields[3].value',
        'DEF_NO_USER handOver.fields[4].value',
        'DEF_NO_USER checklist[0].starts',
      ],
    ],
    [
      'whose sign-in need not be repeated',
      JTEL,
      'starts: password',
      'starts: sign-in',
      'DEF_NO_USER checklist[0].starts',
    ],
  ]);
});

describe('a role', () => {
  refuses([
    [
      'of the vendor’s rule that nobody knows',
      SAAS,
      '[Global Administrator]',
      '[Global Admin]',
      'DEF_ROLE_UNKNOWN vendorRules.consent.roles[0]',
    ],
    [
      'named twice',
      SAAS,
      '[Global Administrator]',
      '[Global Administrator, Global Administrator]',
      'DEF_DUPLICATE_ID vendorRules.consent.roles[1]',
    ],
    [
      'given to the connector that nobody knows',
      AUDIOCODES,
      'preset: []',
      'preset: [Teams Admin]',
      'DEF_ROLE_UNKNOWN directoryRoles.preset[0]',
    ],
    ...[
      'Global Administrator',
      'Privileged Role Administrator',
      'Application Administrator',
      'Cloud Application Administrator',
      'Hybrid Identity Administrator',
      'User Administrator',
      'Security Administrator',
    ].map((role): Mistake => [
      `given to the connector that opens the tenant: ${role}`,
      ...([
        AUDIOCODES,
        'preset: []',
        `preset: [${role}]`,
        'DEF_POWERFUL_ROLE directoryRoles.preset[0]',
      ] as const),
    ]),
  ]);
  accepts([
    ['given to the connector', AUDIOCODES, 'preset: []', 'preset: [Teams Administrator, Global Reader]'],
  ]);

  test('is known under the id that Microsoft publishes', () => {
    expect(ROLE_NAMES).toEqual(ROLES);
  });
});

describe('an address', () => {
  refuses([
    [
      'of a public client that there never is',
      CIRRUS,
      'publicClient: with-delegated-permissions',
      'publicClient: never',
      'DEF_PUBLIC_CLIENT redirects.publicClient',
    ],
    [
      'of a link beyond the vendor',
      JTEL,
      'https://learn.microsoft.com/',
      'https://jtel.example.com/',
      'DEF_LINK links[0].url',
    ],
    [
      'of a link without https',
      JTEL,
      'https://learn.microsoft.com/',
      'http://learn.microsoft.com/',
      'DEF_LINK links[0].url',
    ],
  ]);
});
