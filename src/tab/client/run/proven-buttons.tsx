import { Button } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import { Confirm } from '../parts/confirm.tsx';
import { useDialogs } from '../parts/dialogs.tsx';
import { useSession } from '../session.ts';
import { words } from '../words.ts';
import type { DeskProps } from './buttons.tsx';
import styles from './run.module.css';
import { useHandOver } from './use-hand-over.ts';

/** The hand-over first, then what may follow it. */
export function ProvenButtons({ desk }: DeskProps) {
  const { host } = useSession();
  const handOver = useHandOver();
  const { view, busy, act } = desk;
  const { state } = view.handOver;
  const open = (): void =>
    desk.run(async () => {
      await handOver(view.runId);
      desk.again();
    });
  return (
    <div className={styles['foot']}>
      {view.phase === 'proven' && state !== 'shredded' && (
        <Button
          appearance="primary"
          icon={<Open16Regular />}
          iconPosition="after"
          disabled={busy}
          onClick={open}
        >
          {words.handOverTo(view.connector.vendor)}
        </Button>
      )}
      {view.phase === 'proven' && state === 'revealed' && (
        <Button disabled={busy} onClick={() => act('confirm-sent', {})}>
          {words.confirmSent}
        </Button>
      )}
      {state === 'shredded' && (
        <>
          <Button appearance="primary" disabled={busy} onClick={() => act('remake-secret', {})}>
            {words.remake}
          </Button>
          <Button disabled={busy} onClick={() => act('remove-unclaimed', {})}>
            {words.removeUnclaimed}
          </Button>
        </>
      )}
      {view.renewal?.removable === true && !view.renewal.removed && <RemoveOld desk={desk} />}
      {view.addMore !== null && (
        <Button disabled={busy} onClick={() => act('add', {})}>
          {view.addMore}
        </Button>
      )}
      {view.nextFunction !== null && (
        <Button disabled={busy} onClick={() => act('next-function', {})}>
          {`Set up ${view.nextFunction}`}
        </Button>
      )}
      {view.renewable && (
        <Button disabled={busy} onClick={() => act('renew', {})}>
          {words.renew}
        </Button>
      )}
      <Button disabled={busy} onClick={() => act('validate', {})}>
        {words.validate}
      </Button>
      {view.registration !== null && (
        <Button
          appearance="subtle"
          icon={<Open16Regular />}
          iconPosition="after"
          onClick={() => void host.openLink(view.registration?.portalUrl ?? '')}
        >
          {words.portal}
        </Button>
      )}
    </div>
  );
}

/** Irreversible: what still uses the old one stops. By name. */
function RemoveOld({ desk }: DeskProps) {
  const open = useDialogs();
  const { renewal, registration, connector } = desk.view;
  const kind = renewal?.kind ?? 'secret';
  const ask = (close: () => void) => (
    <Confirm
      title={words.removeOldTitle(kind)}
      button={words.removeOldTitle(kind)}
      name={registration?.name ?? connector.title}
      close={close}
      act={(confirmName) => desk.act('remove-old', { confirmName })}
    >
      <p>{words.removeOldHint}</p>
    </Confirm>
  );
  return (
    <Button disabled={desk.busy} onClick={() => open({ alert: true, draw: ask })}>
      {words.removeOld(kind)}
    </Button>
  );
}
