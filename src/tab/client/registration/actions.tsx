import { Button, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal';
import { Open20Regular } from '@fluentui/react-icons/svg/open';
import type { RunView } from '../../../provisioning/contract.ts';
import type { RegistrationView } from '../../../provisioning/contract/register.ts';
import { useNotify } from '../parts/notices.tsx';
import { useHandOver } from '../run/use-hand-over.ts';
import { useSession } from '../session.ts';
import { useBusy } from '../use-busy.ts';
import { goTo } from '../use-route.ts';
import { words } from '../words.ts';
import { doable } from './doable.ts';

/** The one thing to do next as a button, the rest beside it. */
export function Actions({ view, again }: { readonly view: RegistrationView; readonly again: () => void }) {
  const { api, host, me } = useSession();
  const notify = useNotify();
  const [busy, run] = useBusy();
  const handOver = useHandOver();
  const { open, handOver: waiting, validate, add, nextFunction } = doable(view, me);

  const startFrom = (verb: 'add' | 'next-function', runId: string): void =>
    run(async () => goTo({ page: 'run', id: (await api.act(runId, verb, {})).runId }));
  const look = (proven: RunView): void =>
    run(async () => {
      await api.act(proven.runId, 'validate', {});
      again();
      notify.done(words.validated);
    });

  return (
    <>
      {open !== null && (
        <Button
          appearance={open.mine ? 'primary' : 'secondary'}
          onClick={() => goTo({ page: 'run', id: open.runId })}
        >
          {open.mine ? words.carryOn : words.lookAt}
        </Button>
      )}
      {waiting !== null && (
        <Button
          appearance={open === null ? 'primary' : 'secondary'}
          disabled={busy}
          onClick={() => run(() => handOver(waiting.runId))}
        >
          {words.handOver}
        </Button>
      )}
      {validate !== null && (
        <Button disabled={busy} onClick={() => look(validate)}>
          {words.validate}
        </Button>
      )}
      {view.portalUrl !== null && (
        <Button
          icon={<Open20Regular />}
          iconPosition="after"
          onClick={() => void host.openLink(view.portalUrl ?? '')}
        >
          {words.portal}
        </Button>
      )}
      {(add !== null || nextFunction !== null) && (
        <Menu inline>
          <MenuTrigger disableButtonEnhancement>
            <Button icon={<MoreHorizontal20Regular />} aria-label={words.more} disabled={busy} />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {add !== null && <MenuItem onClick={() => startFrom('add', add.runId)}>{add.title}</MenuItem>}
              {nextFunction !== null && (
                <MenuItem onClick={() => startFrom('next-function', nextFunction.runId)}>
                  {nextFunction.title}
                </MenuItem>
              )}
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </>
  );
}
