/** What people say of a lapse, and where warnings go. Each of them can be taken back. */
import type { AlertSettings } from '../../provisioning/contract.ts';
import type {
  ChannelSettings,
  ChannelWanted,
  LapseVerb,
  LapseVerbs,
} from '../../provisioning/contract/tab.ts';
import { DEFAULT_LADDER, RegistrarError } from '../../provisioning/index.ts';
import type { Actor, Alerts } from '../../provisioning/index.ts';
import { json } from '../pages/layout.ts';
import { channelWanted, LAPSE_BODIES, LAPSE_VERBS, readBody } from './bodies.ts';
import type { ApiPorts, Call, Handler, Handlers } from './calls.ts';

type Verbs = {
  readonly [V in LapseVerb]: (alerts: Alerts, actor: Actor, id: string, body: LapseVerbs[V]) => Promise<void>;
};

const VERBS: Verbs = {
  snooze: (alerts, actor, id, asked) => alerts.snooze(actor, id, asked),
  unsnooze: (alerts, actor, id) => alerts.unsnooze(actor, id),
  'not-ours': (alerts, actor, id, { owner }) => alerts.notOurs(actor, id, owner),
  ours: (alerts, actor, id) => alerts.ours(actor, id),
};

function handlerFor<V extends LapseVerb>(verb: V): Handler {
  return async ({ alerts, saidOfLapses }, { actor, id, request }) => {
    await VERBS[verb](alerts, actor, id, readBody(LAPSE_BODIES[verb], request.body));
    saidOfLapses(actor.tenantId);
    return json({});
  };
}

type Said = `POST /api/tab/lapses/:id/${LapseVerb}`;

const said = Object.fromEntries(
  LAPSE_VERBS.map((verb) => [`POST /api/tab/lapses/:id/${verb}`, handlerFor(verb)]),
) as Handlers<Said>;

export const LAPSES: Handlers<Said | 'GET /api/tab/channel' | 'PUT /api/tab/channel'> = {
  ...said,
  'GET /api/tab/channel': async (ports, call) => json(await channel(ports, call, channelId(call))),
  'PUT /api/tab/channel': async (ports, call) => {
    const id = channelId(call);
    await put(ports, call, id, readBody(channelWanted, call.request.body));
    ports.saidOfLapses(call.actor.tenantId);
    return json(await channel(ports, call, id));
  },
};

function channelId({ request }: Call): string {
  const id = request.query.get('id') ?? '';
  if (id === '' || id.length > 500) throw new RegistrarError('TAB_QUERY', { field: 'id' });
  // A thread is in its channel, and warnings go there.
  return id.split(';messageid=', 1).join('');
}

async function channel({ alerts, kindOf }: ApiPorts, { actor }: Call, id: string): Promise<ChannelSettings> {
  const kind = await kindOf(actor.tenantId, id);
  if (kind === 'personal') throw new RegistrarError('TAB_CHANNEL_UNKNOWN');
  const settings = kind === null ? null : await alerts.settings(actor.tenantId, id);
  return {
    id,
    alerts: settings !== null,
    known: kind !== null,
    connectors: settings === null ? null : listed(settings.connectors.value, (part) => part),
    ladder: settings === null ? null : listed(settings.ladder.value, Number),
    usual: DEFAULT_LADDER,
  };
}

/** Null for an empty one. */
function listed<T>(text: string, read: (part: string) => T): readonly T[] | null {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  return parts.length === 0 ? null : parts.map(read);
}

async function put(ports: ApiPorts, { actor }: Call, id: string, wanted: ChannelWanted): Promise<void> {
  const { alerts } = ports;
  const { tenantId } = actor;
  const kind = await ports.kindOf(tenantId, id);
  if (kind === null || kind === 'personal') throw new RegistrarError('TAB_CHANNEL_UNKNOWN');
  if (!wanted.alerts) {
    const ended = await alerts.end(tenantId, id, wanted.evenLast === true);
    if (ended === 'last') throw new RegistrarError('TAB_LAST_CHANNEL');
    return;
  }
  if ((await alerts.settings(tenantId, id)) === null)
    await alerts.listen({ tenantId, id, kind, oid: null, zone: null }, 'asked');
  const settings = await alerts.settings(tenantId, id);
  if (settings === null) throw new RegistrarError('TAB_CHANNEL_UNKNOWN');
  const { saved, settings: kept } = await alerts.saveSettings(actor, id, typed(settings, wanted));
  if (!saved) throw wrong(kept);
}

/** What is not asked about stays as it is. */
function typed(
  { zone, from, to, days }: AlertSettings,
  { connectors, ladder }: ChannelWanted,
): Readonly<Record<string, string>> {
  return {
    ladder: (ladder ?? []).join(', '),
    connectors: (connectors ?? []).join(','),
    zone: zone.value,
    from: from.value,
    to: to.value,
    days: days.value,
  };
}

function wrong({ ladder, connectors }: AlertSettings): RegistrarError {
  const field = ladder.error !== null ? 'ladder' : connectors.error !== null ? 'connectors' : 'times';
  return new RegistrarError('TAB_BODY', { field });
}
