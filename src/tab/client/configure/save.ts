/** Keeps what a channel's tab was set to, here and at the server. */
import type { ChannelWanted } from '../../../provisioning/contract/tab.ts';
import type { Api } from '../api.ts';
import type { TabConfig } from '../host.ts';
import type { Session } from '../session.ts';
import { searchOf } from '../settings.ts';
import type { TabSettings } from '../settings.ts';
import { leaveNote } from './just-saved.ts';
import type { WarningsSaved } from './just-saved.ts';

/** The address of the tab has it all; the server is told as well when Teams gives a sign-in without asking anybody. */
export async function save(session: Session, is: TabSettings, mayWarn: boolean): Promise<TabConfig> {
  const { api, host, notes, settings: was } = session;
  const { channelId } = host.context;
  const warnings = channelId !== '' && mayWarn ? await told(api, channelId, is) : ({ how: 'kept' } as const);
  leaveNote(notes, { channelId, was, is, warnings });
  return configOf(is);
}

async function told(api: Api, channelId: string, is: TabSettings): Promise<WarningsSaved> {
  try {
    const was = await tell(api, channelId, is);
    return was === null ? { how: 'kept' } : { how: 'saved', was };
  } catch {
    return { how: 'untold' };
  }
}

/**
 * Answers what brings back how the channel was warned before; null: there is nothing to tell, since it cannot be warned
 * and is not to be. Errors: those of the API.
 */
export async function tell(api: Api, channelId: string, is: TabSettings): Promise<ChannelWanted | null> {
  const { alerts, connectors, ladder, known } = await api.channel(channelId);
  if (!known && !is.alerts) return null;
  await api.putChannel(channelId, wantedOf(is));
  // For the last channel, too: where it had no warnings, nobody was warned before.
  return { alerts, connectors, ladder, evenLast: true };
}

export function configOf(settings: TabSettings): TabConfig {
  const here = `${location.origin}/tab/`;
  return {
    contentUrl: `${here}${searchOf(settings)}`,
    websiteUrl: `${here}${searchOf(settings)}`,
    removeUrl: `${here}remove`,
    entityId: 'registrar-connectors',
    suggestedDisplayName: 'Connectors',
  };
}

function wantedOf({ connectors, alerts, ladder }: TabSettings): ChannelWanted {
  return { alerts, connectors: connectors.length === 0 ? null : connectors, ladder };
}
