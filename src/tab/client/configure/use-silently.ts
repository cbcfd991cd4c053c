import { useEffect, useState } from 'react';
import type { ConnectorSummary } from '../../../provisioning/contract.ts';
import type { ChannelSettings } from '../../../provisioning/contract/tab.ts';
import { useSession } from '../session.ts';

/** What the server knows, if Teams gives a sign-in without asking anybody. Nothing here waits for it. */
export function useSilently(): {
  readonly connectors: readonly ConnectorSummary[];
  readonly channel: ChannelSettings | null;
} {
  const { api, host } = useSession();
  const [connectors, setConnectors] = useState<readonly ConnectorSummary[]>([]);
  const [channel, setChannel] = useState<ChannelSettings | null>(null);
  const { channelId } = host.context;
  useEffect(() => {
    const leave = (): void => undefined;
    api.connectors().then(setConnectors, leave);
    if (channelId !== '') api.channel(channelId).then(setChannel, leave);
  }, [api, channelId]);
  return { connectors, channel };
}
