import { Button } from '@fluentui/react-components';
import type { CredentialView, RegistrationView } from '../../../provisioning/contract/register.ts';
import { nameOfLapse } from '../marks.ts';
import { Ask } from '../parts/ask.tsx';
import { useDialogs } from '../parts/dialogs.tsx';
import { useNow, useSession } from '../session.ts';
import { useBusy } from '../use-busy.ts';
import { goTo } from '../use-route.ts';
import { words } from '../words.ts';
import { renewableRun } from './doable.ts';
import styles from './registration.module.css';
import { useLapse } from './use-lapse.ts';

interface Props {
  readonly view: RegistrationView;
  readonly credential: CredentialView;
  readonly again: () => void;
}

/** Renew it, put its warnings off, or say whose it is. All but the first can be taken back. */
export function CredentialActions({ view, credential, again }: Props) {
  const { me } = useSession();
  if (me?.may.act !== true) return null;
  const common = { credential, again };
  return (
    <div className={styles['buttons']}>
      <Renew view={view} credential={credential} />
      {credential.snoozed === null && credential.notOurs === null && <Snooze {...common} />}
      {credential.snoozed !== null && <Unsnooze {...common} snoozed={credential.snoozed} />}
      {credential.notOurs === null ? (
        <NotOurs {...common} />
      ) : (
        <Ours {...common} owner={credential.notOurs.owner} />
      )}
    </div>
  );
}

type Common = Pick<Props, 'credential' | 'again'>;

function Renew({ view, credential }: Omit<Props, 'again'>) {
  const { api } = useSession();
  const [busy, run] = useBusy();
  const from = renewableRun(view, credential);
  if (from === null) return null;
  const renew = async (): Promise<void> =>
    goTo({ page: 'run', id: (await api.act(from.runId, 'renew', {})).runId });
  return (
    <Button size="small" disabled={busy} onClick={() => run(renew)}>
      {words.renew}
    </Button>
  );
}

/** Until the day it ends, and not when that has passed. */
function Snooze({ credential, again }: Common) {
  const now = useNow();
  const open = useDialogs();
  const [busy, run] = useBusy();
  const { snooze } = useLapse(credential, again);
  const { ends } = credential;
  if (ends === null || Date.parse(ends) < now) return null;
  const ask = (close: () => void) => (
    <Ask
      title={words.snoozeTitle(nameOfLapse(credential))}
      hint={words.snoozeHint}
      button={words.snooze}
      fields={[
        { id: 'until', label: words.snoozeUntil, type: 'date', from: dayOf(now), to: ends.slice(0, 10) },
        { id: 'reason', label: words.snoozeWhy, type: 'text' },
      ]}
      close={close}
      act={({ until = '', reason = '' }) => run(() => snooze(`${until}T00:00:00.000Z`, reason))}
    />
  );
  return (
    <Button size="small" appearance="subtle" disabled={busy} onClick={() => open({ draw: ask })}>
      {words.snooze}
    </Button>
  );
}

function Unsnooze({ credential, again, snoozed }: Common & { snoozed: { until: string; reason: string } }) {
  const [busy, run] = useBusy();
  const { unsnooze } = useLapse(credential, again);
  return (
    <Button size="small" appearance="subtle" disabled={busy} onClick={() => run(() => unsnooze(snoozed))}>
      {words.unsnooze}
    </Button>
  );
}

function NotOurs({ credential, again }: Common) {
  const open = useDialogs();
  const [busy, run] = useBusy();
  const { notOurs } = useLapse(credential, again);
  const ask = (close: () => void) => (
    <Ask
      title={words.notOursTitle(nameOfLapse(credential))}
      hint={words.notOursHint}
      button={words.notOurs}
      fields={[{ id: 'owner', label: words.notOursWho, type: 'text' }]}
      close={close}
      act={({ owner = '' }) => run(() => notOurs(owner))}
    />
  );
  return (
    <Button size="small" appearance="subtle" disabled={busy} onClick={() => open({ draw: ask })}>
      {words.notOurs}
    </Button>
  );
}

function Ours({ credential, again, owner }: Common & { readonly owner: string }) {
  const [busy, run] = useBusy();
  const { ours } = useLapse(credential, again);
  return (
    <Button size="small" appearance="subtle" disabled={busy} onClick={() => run(() => ours(owner))}>
      {words.ours}
    </Button>
  );
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
