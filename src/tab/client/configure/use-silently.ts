import { useEffect, useState } from 'react';
import type { ConnectorSummary } from '../../../provisioning/contract.ts';
import type { ChannelSettings, MeView } from '../../../provisioning/contract/tab.ts';
import { useSession } from '../session.ts';

/** What the server knows, if Teams gives a sign-in without asking anybody. Nothing here waits for it. */
export function useSilently(): {
  readonly connectors: readonly ConnectorSummary[];
  readonly channel: ChannelSettings | null;
  /** Null: not known, so that it is tried. */
  readonly me: MeView | null;
} {
  const { api, host } = useSession();
  const [connectors, setConnectors] = useState<readonly ConnectorSummary[]>([]);
  const [channel, setChannel] = useState<ChannelSettings | null>(null);
  const [me, setMe] = useState<MeView | null>(null);
  const { channelId } = host.context;
  useEffect(() => {
    const leave = (): void => undefined;
    api.connectors().then(setConnectors, leave);
    api.me().then(setMe, leave);
    if (channelId !== '') api.channel(channelId).then(setChannel, leave);
  }, [api, channelId]);
  return { connectors, channel, me };
}
