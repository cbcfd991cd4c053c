/** Every card the bot can show, rendered: each phase for each reader, the menus, with honest and hostile names. */
import {
  connectorsCard,
  busyCard,
  galleryCard,
  helloCard,
  helpCard,
  listCard,
  noteCard,
} from '../../../src/bot/cards/menu.ts';
import { alertCard, alertReply } from '../../../src/bot/cards/alert.ts';
import type { AlertAside } from '../../../src/bot/cards/alert.ts';
import {
  alertsHereCard,
  alertsLastCard,
  alertsNotHereCard,
  alertsOffCard,
} from '../../../src/bot/cards/alert-channel.ts';
import { historyCard } from '../../../src/bot/cards/alert-history.ts';
import type { Told } from '../../../src/bot/cards/alert-history.ts';
import { alertSettingsCard } from '../../../src/bot/cards/alert-settings.ts';
import { renewCard } from '../../../src/bot/cards/renew.ts';
import type { Drawing } from '../../../src/bot/cards/drawing.ts';
import type { Looking } from '../../../src/bot/cards/looking.ts';
import { renderCard } from '../../../src/bot/cards/render.ts';
import type { Card } from '../../../src/bot/cards/render.ts';
import { say } from '../../../src/bot/cards/text.ts';
import { runCard } from '../../../src/bot/cards/run-card.ts';
import { words } from '../../../src/bot/words.ts';
import type {
  AlertSettings,
  AlertView,
  CardNote,
  Phase,
  RunLine,
  RunView,
} from '../../../src/provisioning/contract.ts';
import { explain, failure } from '../../../src/provisioning/index.ts';
import { ALERT, RECORDS, SETTINGS, WARNED } from '../../fakes/alert-views.ts';
import {
  ADDING,
  ADOPTABLE,
  AUDIOCODES,
  AUDIOCODES_CHOICES,
  CIRRUS_CHOICES,
  CIRRUS_WRONG,
  CLEANING_UP,
  HANDED_OVER_FUNCTION,
  HANDED_OVER_SERVICE,
  JTEL,
  NAME_IS_TAKEN,
  NOTHING_TO_DO,
  PROVEN_USER,
  SAAS,
  VENDORS_RULE,
  WITH_USER,
} from '../../fakes/other-views.ts';
import {
  ANNA,
  CIRRUS,
  hostile,
  NECTAR,
  NOW,
  PHASE_VIEWS,
  PIA,
  PLAN,
  problem,
  runView,
  TENANT,
} from '../../fakes/run-views.ts';

export interface CardSample {
  /** e.g. `plan`, `approval-approver`, `choices hostile 2`. */
  readonly name: string;
  readonly card: Card;
}

export const HOSTILE_NAMES = [
  '[Click here](https://evil.example/a) **bold** _it_ `code`',
  '<at>Everyone</at> <script>alert(1)</script> <img src=x onerror=y>',
  'https://evil.example/path www.evil.example mailto:a@evil.example',
  '# Microsoft\n- item\n1. one\r\n> quote &lt;at&gt; ![i](http://evil.example/i.png)',
  'pay\u202Eload\u200B\u2066\u0000\u0007 ${$root} ${title} {{DATE(2017)}} \uD800 |a|b|',
  'x'.repeat(500),
] as const;

export function cardSamples(): CardSample[] {
  const honest = drawings((view) => view, NECTAR.title);
  const harmful = HOSTILE_NAMES.flatMap((name, i) =>
    drawings((view) => hostile(view, name), name).map((one) => ({
      ...one,
      name: `${one.name} hostile ${i + 1}`,
    })),
  );
  return [...honest, ...harmful].map(({ name, drawing }) => ({ name, card: rendered(drawing) }));
}

interface Named {
  readonly name: string;
  readonly drawing: Drawing;
}

function drawings(change: (view: RunView) => RunView, name: string): Named[] {
  return [
    ...requesterCards(change),
    ...specialCards(change),
    ...otherConnectors(change),
    ...otherSeats(change),
    ...menuCards(name, name === NECTAR.title ? ANNA.displayName : name),
  ];
}

function requesterCards(change: (view: RunView) => RunView): Named[] {
  return Object.entries(PHASE_VIEWS).map(([phase, view]) => ({
    name: phase,
    drawing: runCard(change(view), looking('requester', ANNA.oid)),
  }));
}

/** Forks within a phase. */
function specialCards(change: (view: RunView) => RunView): Named[] {
  const base = (phase: Phase): RunView => PHASE_VIEWS[phase];
  const views: Record<string, RunView> = {
    'choices-wrong': runView({
      choices: {
        ...base('choices').choices,
        fields: wrongFields(),
        notices: [problem('A secret of 10 years is rarely replaced in time.', 'Choose 12 or 24 months.')],
      },
    }),
    'sign-in-failed': {
      ...base('sign-in'),
      failure: problem(
        'You signed in as Bo Builder.',
        'Sign in as Anna Admin.',
        'The set-up belongs to Anna Admin.',
      ),
    },
    'checks-stuck': {
      ...base('checks'),
      checks: [
        {
          id: 'x',
          state: 'bad',
          text: problem(
            'You may not register applications.',
            'Sign in as somebody who may, for example an Application Administrator.',
            'Your tenant lets only certain roles do it.',
          ),
        },
      ],
    },
    'plan-may-not-consent': {
      ...base('plan'),
      plan: { ...PLAN, requesterMayConsent: false, creatorBecomesOwner: true },
    },
    'plan-nobody': { ...base('plan'), plan: { ...PLAN, requesterMayConsent: false, approvers: [] } },
    'approval-own': { ...base('approval'), approver: { ...ANNA, role: 'Global Administrator' } },
    'needs-sign-in-other': { ...base('needs-sign-in'), needsSignInOf: PIA },
    'proven-by-reading': { ...base('proven'), proof: withoutToken(base('proven').proof) },
    'proven-unclaimed': {
      ...base('proven'),
      handOver: { state: 'shredded', openedAt: null, openedBy: null },
    },
    'cancelled-left': { ...base('cancelled'), live: ['Application Nectar'] },
    'declined-quietly': { ...base('declined'), declined: null },
  };
  return Object.entries(views).map(([name, view]) => ({
    name,
    drawing: runCard(change(view), { ...looking('requester', ANNA.oid), notice: words.stalePress }),
  }));
}

/** What Nectar never needs: functions, a user, a registration that is there already, things to do afterwards. */
function otherConnectors(change: (view: RunView) => RunView): Named[] {
  const base = (phase: Phase): RunView => PHASE_VIEWS[phase];
  const views: Record<string, RunView> = {
    'choices-functions': CIRRUS_CHOICES,
    'choices-functions-wrong': CIRRUS_WRONG,
    'sign-in-code': { ...base('sign-in'), deviceCode: true },
    'needs-sign-in-code': { ...base('needs-sign-in'), deviceCode: true },
    'checks-name-taken': NAME_IS_TAKEN,
    'plan-adds': { ...base('plan'), connector: CIRRUS, checks: [], plan: ADDING },
    'plan-adds-may-not-consent': {
      ...base('plan'),
      connector: CIRRUS,
      plan: { ...ADDING, requesterMayConsent: false },
    },
    'plan-nothing-to-do': { ...base('plan'), connector: CIRRUS, checks: [], plan: NOTHING_TO_DO },
    'plan-cleans-up': { ...base('plan'), connector: AUDIOCODES, checks: [], plan: CLEANING_UP },
    'plan-user': { ...base('plan'), connector: JTEL, checks: [], plan: WITH_USER },
    'plan-vendors-rule': { ...base('plan'), connector: SAAS, checks: [], plan: VENDORS_RULE },
    'plan-adoptable': { ...base('plan'), checks: [], ...ADOPTABLE },
    'plan-adoptable-several': {
      ...base('plan'),
      ...ADOPTABLE,
      plan: { ...PLAN, requesterMayConsent: false },
      adoptable: severalOf(ADOPTABLE.adoptable ?? []),
    },
    'proven-user': PROVEN_USER,
    'proven-long-vendor': { ...base('proven'), connector: SAAS },
    'choices-services': AUDIOCODES_CHOICES,
    'proven-user-unclaimed': {
      ...PROVEN_USER,
      firstPassword: 'gone',
      handOver: { state: 'shredded', openedAt: null, openedBy: null },
    },
    'handed-over-service': HANDED_OVER_SERVICE,
    'handed-over-function': HANDED_OVER_FUNCTION,
    ...renewals(),
  };
  return Object.entries(views).map(([name, view]) => ({
    name,
    drawing: runCard(change(view), looking('requester', ANNA.oid)),
  }));
}

/** A new credential beside the old one, from its form until the old one is gone. */
function renewals(): Record<string, RunView> {
  const { choices, plan, proven } = PHASE_VIEWS;
  const renewal = RENEWAL;
  const placed = { ...HANDED_OVER_SERVICE, phase: 'proven', checklist: [] } as const;
  return {
    'choices-renews': { ...choices, renewal },
    'plan-renews': {
      ...plan,
      connector: CIRRUS,
      checks: [],
      renewal,
      plan: { ...ADDING, supersedes: { kind: 'secret', ends: renewal.ends } },
    },
    'proven-renews': { ...proven, renewal, renewable: true },
    'proven-renews-removable': { ...placed, renewal: { ...renewal, removable: true } },
    'handed-over-renewed': { ...HANDED_OVER_SERVICE, renewal: { ...renewal, removed: true } },
    'handed-over-superseded': {
      ...HANDED_OVER_SERVICE,
      checklist: [],
      lapses: [],
      supersededAt: '2026-11-21T10:43:00Z',
    },
  };
}

const RENEWAL: NonNullable<RunView['renewal']> = {
  kind: 'secret',
  description: null,
  ends: '2026-12-20T00:00:00Z',
  removable: false,
  removed: false,
};

function severalOf([one]: RunView['adoptable']): RunView['adoptable'] {
  return one === undefined
    ? []
    : ['a', 'b', 'c'].map((first) => ({ ...one, appId: first + one.appId.slice(1) }));
}

/** As with a certificate: the vendor holds the key. */
function withoutToken(proof: RunView['proof']): RunView['proof'] {
  if (proof === null) return null;
  const permissions = proof.permissions.map((one) => ({ ...one, inToken: 'not-checked' as const }));
  return { ...proof, permissions, credential: 'not-checked', credentialKind: 'certificate' };
}

function wrongFields(): RunView['choices']['fields'] {
  const { fields } = PHASE_VIEWS.choices.choices;
  const wrong = fields.map((field) =>
    field.kind === 'text'
      ? { ...field, error: problem('The name is too short.', 'Use at least 3 characters.') }
      : field,
  );
  return [
    ...wrong,
    {
      kind: 'paste',
      id: 'pem',
      label: 'Certificate',
      value: '',
      hint: 'The .pem from your Nectar representative.',
      error: problem('The certificate is missing.', 'Paste it, or choose a client secret.'),
    },
  ];
}

function otherSeats(change: (view: RunView) => RunView): Named[] {
  const views = { ...PHASE_VIEWS, ...askedFor() };
  return Object.entries(views).flatMap(([phase, view]) => [
    { name: `${phase}-approver`, drawing: runCard(change(view), looking('approver', PIA.oid)) },
    { name: `${phase}-channel`, drawing: runCard(change(view), looking('channel', null)) },
  ]);
}

/** Plans of other kinds that somebody is asked to approve. */
function askedFor(): Record<string, RunView> {
  const { approval } = PHASE_VIEWS;
  return {
    'approval-adds': { ...approval, connector: CIRRUS, checks: [], plan: ADDING },
    'approval-cleans-up': { ...approval, connector: AUDIOCODES, checks: [], plan: CLEANING_UP },
  };
}

function menuCards(name: string, requester = name): Named[] {
  const line: RunLine = {
    runId: 'r',
    connectorId: 'nectar-dxp',
    renewable: false,
    connectorTitle: name,
    name: name === NECTAR.title ? 'Nectar DXP Cloud Connector' : name,
    phase: 'proven',
    requester,
    description: name === NECTAR.title ? null : name,
    credentialEnds: '2027-05-20T00:00:00Z',
    updatedAt: '2026-11-21T10:43:00Z',
  };
  const connectors = [
    { ...NECTAR, title: name, purpose: name === NECTAR.title ? NECTAR.purpose : name },
    AUDIOCODES,
    JTEL,
    CIRRUS,
    SAAS,
  ];
  return [
    { name: 'hello', drawing: helloCard(null, requester) },
    {
      name: 'hello-unknown',
      drawing: helloCard(words.notUnderstood(name === NECTAR.title ? 'good morning' : name)),
    },
    { name: 'help', drawing: helpCard() },
    { name: 'connectors', drawing: connectorsCard(words.pickConnector, connectors) },
    { name: 'gallery', drawing: galleryCard(connectors) },
    {
      name: 'did-you-mean',
      drawing: connectorsCard(words.didYouMean(name === NECTAR.title ? 'necktar' : name), connectors),
    },
    {
      name: 'list',
      drawing: listCard(
        name === NECTAR.title
          ? (['approval', 'proven', 'handed-over'] as const).map((phase) => ({
              ...line,
              phase,
              credentialEnds: phase === 'approval' ? null : line.credentialEnds,
            }))
          : Array.from({ length: 15 }, () => line),
        NOW,
      ),
    },
    {
      name: 'renew',
      drawing: renewCard([line, { ...line, credentialEnds: null, description: 'LiveDR-02' }], NOW),
    },
    { name: 'alert', drawing: alertCard(warned(name, requester), ASIDE) },
    { name: 'alert-reply', drawing: alertReply(warned(name, requester)) },
    { name: 'alert-alone', drawing: alertCard({ ...warned(name, requester), alone: true }, ASIDE) },
    { name: 'alert-settings', drawing: alertSettingsCard(set(name, requester), null) },
    {
      name: 'alert-settings-saved',
      drawing: alertSettingsCard(set(name, requester), words.settingsSaved, '{}'),
    },
    { name: 'alert-settings-wrong', drawing: alertSettingsCard(mistyped(name), words.settingsNotSaved) },
    { name: 'alerts-here', drawing: alertsHereCard(words.alertsHere(SETTINGS.usual), true) },
    { name: 'alerts-off', drawing: alertsOffCard(true) },
    { name: 'alerts-last', drawing: alertsLastCard() },
    { name: 'alerts-not-here', drawing: alertsNotHereCard() },
    {
      name: 'history',
      drawing: historyCard([told(name, requester)], {
        place: () => (name === NECTAR.title ? words.places.hereChannel : say`${name}`),
        more: 2,
      }),
    },
    { name: 'alert-closed', drawing: alertCard({ ...warned(name, requester), lapses: [] }, ASIDE) },
    { name: 'list-empty', drawing: listCard([], NOW) },
    { name: 'continued', drawing: noteCard(words.continuedBelow(name)) },
    { name: 'busy', drawing: busyCard() },
  ];
}

const ASIDE: AlertAside = { now: NOW, notice: null, typed: {} };

function set(name: string, requester: string): AlertSettings {
  if (name === NECTAR.title) return SETTINGS;
  const offered = SETTINGS.offered.map(({ id }) => ({ id, title: name }));
  const chosen = { by: requester, at: '2026-11-23T09:00:00Z' };
  const byConnector = SETTINGS.byConnector.map((one) => ({ ...one, title: name, chosen }));
  return { ...SETTINGS, offered, byConnector, alone: true };
}

/** Whatever was typed stays in its field. */
function mistyped(name: string): AlertSettings {
  const wrong = { value: name, error: explain(failure('ZONE_UNKNOWN', { typed: name })) };
  const byConnector = SETTINGS.byConnector.map((one) => ({ ...one, ...wrong }));
  return { ...SETTINGS, ladder: wrong, zone: wrong, from: wrong, to: wrong, days: wrong, byConnector };
}

function told(name: string, requester: string): Told {
  if (name === NECTAR.title) return { lapse: WARNED, records: RECORDS };
  const owner = { oid: ANNA.oid, displayName: requester };
  const lapse = { ...WARNED, connectorTitle: name, label: name, places: [name], owner };
  return { lapse, records: [...RECORDS, ...RECORDS] };
}

/** One that ends, beside one of each kind that nobody is warned of. */
function warned(name: string, requester: string): AlertView {
  const silent = (['renewed', 'gone', 'not-ours', 'snoozed'] as const).map((because) => ({
    kind: 'secret' as const,
    label: name,
    because,
    ...(because === 'not-ours' || because === 'snoozed'
      ? { by: requester, words: name, until: '2026-12-01T00:00:00Z' }
      : { by: '', words: '', until: '' }),
  }));
  const lapses = ALERT.lapses.map((lapse) => ({ ...lapse, label: name, effect: name, places: [name] }));
  return { ...ALERT, connectorTitle: name, lapses, silent };
}

function looking(role: CardNote['role'], oid: string | null): Looking {
  const portal = {
    steps: [
      {
        title: 'Register the application',
        clicks: ['Open Entra ID, App registrations, New registration.', 'Name: Nectar DXP Cloud Connector'],
      },
      { title: 'Add the permissions', clicks: ['Open API permissions, Add a permission, Microsoft Graph.'] },
    ],
  };
  return {
    role,
    oid,
    now: NOW,
    notice: null,
    typed: {},
    reachable: new Set(),
    portal,
    tabUrl: 'https://teams.microsoft.com/l/entity/x',
    mustSignIn: false,
    hasChannel: true,
  };
}

function rendered(drawing: Drawing): Card {
  let n = 0;
  const nonce = (): string => String((n += 1)).padStart(32, '0');
  return renderCard(drawing, {
    publicUrl: 'http://localhost:3978',
    tenantId: TENANT,
    tabUrl: 'https://teams.microsoft.com/l/entity/x',
    nonce,
  });
}
