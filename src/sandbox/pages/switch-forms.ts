/** The switches as forms, each with the control address it posts to (control/, "Control" in SPEC.md). */
import { ROLE_NAMES } from '../seed/roles.ts';
import { personas } from '../entra/directory.ts';
import type { Choice, SwitchForm } from './forms.ts';
import type { PagesOptions } from './index.ts';

type MillisecondSwitch = 'replicationLagMs' | 'secretDelayMs' | 'latencyMs' | 'conflictWindowMs';

const SET: Choice = { name: '', label: 'Set', value: '', kind: 'text' };
const JUMPS = [
  ['P1D', 'One day'],
  ['P7D', 'A week'],
  ['P30D', '30 days'],
  ['P60D', '60 days'],
  ['P365D', 'A year'],
] as const;

export function switchForms(options: PagesOptions): SwitchForm[] {
  return [
    clock(),
    ...timing(options),
    ...policies(options),
    roles(options),
    throttle(options),
    wizard(),
    ...cleaning(options),
  ];
}

function clock(): SwitchForm {
  return {
    id: 'clock',
    title: 'Clock',
    explanation: 'Jumps the tenant’s date forward, and Registrar’s with it, so that expiry can be watched.',
    action: '/sandbox/clock',
    fields: [],
    choices: JUMPS.map(([value, label]) => ({ name: 'advance', label, value, kind: 'text' })),
  };
}

function timing({ switches }: PagesOptions): SwitchForm[] {
  const milliseconds = (name: MillisecondSwitch, title: string, explanation: string): SwitchForm => ({
    id: name,
    title,
    explanation,
    action: '/sandbox/switches',
    fields: [{ name, label: 'Milliseconds', kind: 'number', value: switches[name] }],
    choices: [SET],
  });
  return [
    milliseconds(
      'replicationLagMs',
      'Replication lag',
      'How long a change stays unseen by reads and by sign-in.',
    ),
    milliseconds(
      'secretDelayMs',
      'New secrets',
      'How long a new secret is refused. In the wild, 4 to 18 seconds.',
    ),
    milliseconds('latencyMs', 'Latency', 'How much later every answer comes.'),
    milliseconds('conflictWindowMs', 'Conflicts', 'Two writes to one application closer than this collide.'),
  ];
}

function policies({ tenant }: PagesOptions): SwitchForm[] {
  const { allowedToCreateApps, appManagement } = tenant.world.policies;
  const find = (type: string) =>
    appManagement.passwordCredentials.find((one) => one.restrictionType === type);
  return [
    {
      id: 'policies',
      title: 'Policies',
      explanation: 'What the tenant’s administrators have laid down.',
      action: '/sandbox/policies',
      fields: [
        {
          name: 'allowedToCreateApps',
          label: 'Members may register applications',
          kind: 'checkbox',
          value: allowedToCreateApps,
        },
        {
          name: 'secrets.forbidden',
          label: 'Secrets are forbidden',
          kind: 'checkbox',
          value: find('passwordAddition') !== undefined,
        },
      ],
      choices: [SET],
    },
    {
      id: 'lifetime',
      title: 'Longest life of a secret',
      explanation: `Now: ${find('passwordLifetime')?.maxLifetime ?? 'no limit'}.`,
      action: '/sandbox/policies',
      fields: [],
      choices: [
        { name: 'secrets.maxLifetime', label: '90 days', value: 'P90D', kind: 'text' },
        { name: 'secrets.maxLifetime', label: '180 days', value: 'P180D', kind: 'text' },
        { name: 'secrets.maxLifetime', label: 'No limit', value: '', kind: 'json' },
      ],
    },
  ];
}

function roles({ tenant }: PagesOptions): SwitchForm {
  const people = personas(tenant.world).map((user) => ({
    value: user._persona ?? '',
    label: user.displayName,
  }));
  return {
    id: 'roles',
    title: 'Roles',
    explanation: 'Gives a person these roles in place of the ones they hold; none is none.',
    action: '/sandbox/roles',
    fields: [
      { name: 'person', label: 'Person', kind: 'select', options: people },
      {
        name: 'roles',
        label: 'Roles',
        kind: 'multiple',
        options: ROLE_NAMES.map((name) => ({ value: name, label: name })),
      },
    ],
    choices: [SET],
  };
}

function throttle({ switches }: PagesOptions): SwitchForm {
  const now = switches.throttle;
  return {
    id: 'throttle',
    title: 'Throttling',
    explanation:
      now === null
        ? 'Off. When on, more requests than this in ten seconds are answered 429.'
        : `On: ${now.requests} requests in ${now.perSeconds} seconds, then 429.`,
    action: '/sandbox/switches',
    fields: [],
    choices: [
      { name: 'throttle', label: 'Five', value: '{"requests":5}', kind: 'json' },
      { name: 'throttle', label: 'Twenty', value: '{"requests":20}', kind: 'json' },
      { name: 'throttle', label: 'Off', value: '', kind: 'json' },
    ],
  };
}

function wizard(): SwitchForm {
  return {
    id: 'wizard',
    title: 'A vendor’s wizard',
    explanation:
      'Makes an application registration as AudioCodes’ invitation wizard does, with permissions nobody needs. The secret is shown here, once.',
    action: '/sandbox/wizard',
    fields: [{ name: 'name', label: 'Name; empty is the next LiveDR', kind: 'text' }],
    choices: [{ ...SET, label: 'Run the wizard' }],
    shown: { displayName: 'Made', appId: 'Application ID', secretText: 'Secret' },
  };
}

function cleaning({ switches }: PagesOptions): SwitchForm[] {
  return [
    {
      id: 'faults',
      title: 'Injected faults',
      explanation: `${switches.faults.length} armed. They are armed through /sandbox/faults.`,
      action: '/sandbox/faults',
      method: 'DELETE',
      fields: [],
      choices: [{ ...SET, label: 'Disarm all' }],
    },
    {
      id: 'reset',
      title: 'Start again',
      explanation: 'Throws everything in the tenant away: the first day, today’s date, every switch off.',
      action: '/sandbox/reset',
      fields: [],
      choices: [{ ...SET, label: 'Reset the tenant' }],
    },
  ];
}
