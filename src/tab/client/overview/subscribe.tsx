import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useState } from 'react';
import { useNotify } from '../parts/notices.tsx';
import { useSession } from '../session.ts';
import { useBusy } from '../use-busy.ts';
import { words } from '../words.ts';

/** An address for a calendar, made when it is asked for: it puts an end to the one before. It can be taken back here. */
export function Subscribe({
  connectors,
  close,
}: {
  readonly connectors: readonly string[];
  readonly close: () => void;
}) {
  const { api, host } = useSession();
  const notify = useNotify();
  const [busy, run] = useBusy();
  const [url, setUrl] = useState('');
  const make = (): void => run(async () => setUrl((await api.calendar({ connectors })).url));
  const copy = (): void => {
    host.copy(url).then(() => notify.done(words.copied), notify.failed);
  };
  const revoke = (): void =>
    run(async () => {
      await api.revokeCalendar();
      notify.done(words.subscribeRevoked);
      close();
    });
  return (
    <DialogBody>
      <DialogTitle>{words.subscribeTitle}</DialogTitle>
      <DialogContent className="stack">
        <p>{words.subscribeHint}</p>
        {connectors.length > 0 && <p>{words.subscribeScoped(connectors.length)}</p>}
        {url === '' ? <p className="quiet">{words.subscribeOne}</p> : <code>{url}</code>}
      </DialogContent>
      <DialogActions fluid>
        {url === '' ? (
          <Button appearance="primary" disabledFocusable={busy} onClick={make}>
            {words.subscribeMake}
          </Button>
        ) : (
          <Button appearance="primary" onClick={copy}>
            {words.subscribeCopy}
          </Button>
        )}
        <Button disabledFocusable={busy} onClick={revoke}>
          {url === '' ? words.subscribeRevokeBefore : words.subscribeRevoke}
        </Button>
        <Button appearance="subtle" onClick={close}>
          {words.dismiss}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
