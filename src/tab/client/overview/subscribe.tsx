import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { FailureNote } from '../parts/failure.tsx';
import { useNotify } from '../parts/notices.tsx';
import { useSession } from '../session.ts';
import { troubleOf } from '../trouble.ts';
import type { Trouble } from '../trouble.ts';
import { words } from '../words.ts';

/** An address for a calendar. Opening the dialog makes it; it can be taken back here. */
export function Subscribe({ close }: { readonly close: () => void }) {
  const { api, host } = useSession();
  const notify = useNotify();
  const [url, setUrl] = useState('');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    api.calendar().then(
      (made) => setUrl(made.url),
      (error: unknown) => setTrouble(troubleOf(error)),
    );
  }, [api]);
  const copy = (): void => {
    host.copy(url).then(() => notify.done(words.copied), notify.failed);
  };
  const revoke = (): void => {
    api.revokeCalendar().then(() => {
      notify.done(words.subscribeRevoked);
      close();
    }, notify.failed);
  };
  return (
    <DialogBody>
      <DialogTitle>{words.subscribeTitle}</DialogTitle>
      <DialogContent className="stack">
        <p>{words.subscribeHint}</p>
        {trouble === null ? <code>{url}</code> : <FailureNote failure={trouble.failure} />}
      </DialogContent>
      <DialogActions fluid>
        <Button appearance="primary" disabled={url === ''} onClick={copy}>
          {words.subscribeCopy}
        </Button>
        <Button disabled={url === ''} onClick={revoke}>
          {words.subscribeRevoke}
        </Button>
        <Button appearance="subtle" onClick={close}>
          {words.dismiss}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
