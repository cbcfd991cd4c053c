/** The account the vendor signs in with: it can be had, and nothing speaks of one where none is asked for. */
import type { Definition, UserNeed } from '../../core/definition.ts';
import { broken, wrong, type Broken } from './broken.ts';

export function user(definition: Definition): readonly Broken[] {
  return [...(definition.user ? possible(definition.user) : []), ...orphans(definition)];
}

function possible({ ways, forbiddenInPassword, mayNeverExpire }: UserNeed): readonly Broken[] {
  const made = ways.includes('create');
  return [
    ...(new Set(ways).size < ways.length ? [wrong(['user', 'ways'], 'It names one way twice.')] : []),
    ...(/[\p{L}\p{N}\s]/u.test(forbiddenInPassword)
      ? [
          wrong(
            ['user', 'forbiddenInPassword'],
            'It holds a letter, a digit or a blank; only signs can be spared.',
          ),
        ]
      : []),
    ...(mayNeverExpire && !made
      ? [
          wrong(
            ['user', 'mayNeverExpire'],
            'Only an account that is made here can be given a password for ever.',
          ),
        ]
      : []),
  ];
}

function orphans({ user: asked, handOver, checklist }: Definition): readonly Broken[] {
  const fields = handOver.fields.flatMap(({ value }, index) =>
    !asked && (value === 'user-name' || value === 'user-password')
      ? [broken(['handOver', 'fields', index, 'value'], 'DEF_NO_USER', { found: value, part: 'user' })]
      : [],
  );
  const items = checklist.flatMap(({ starts }, index) => {
    const part = starts === 'sign-in' ? 'user.signInRepeats' : 'user';
    const isThere = starts === 'sign-in' ? asked?.signInRepeats : asked;
    return starts === undefined || isThere
      ? []
      : [broken(['checklist', index, 'starts'], 'DEF_NO_USER', { found: `starts: ${starts}`, part })];
  });
  return [...fields, ...items];
}
