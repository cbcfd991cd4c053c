import { Button } from '@fluentui/react-components';
import { Open16Regular } from '@fluentui/react-icons/svg/open';
import type { SignInAsked } from '../../../provisioning/contract/tab.ts';
import { Confirm } from '../parts/confirm.tsx';
import { useDialogs } from '../parts/dialogs.tsx';
import { words } from '../words.ts';
import type { RunDesk } from './use-run.ts';

export interface DeskProps {
  readonly desk: RunDesk;
}

/** Ends what has written nothing yet. */
export function NotNow({ desk }: DeskProps) {
  return (
    <Button appearance="subtle" disabled={desk.busy} onClick={() => desk.act('cancel', {})}>
      {words.notNow}
    </Button>
  );
}

export function Change({ desk }: DeskProps) {
  return (
    <Button disabled={desk.busy} onClick={() => desk.act('change', {})}>
      {words.change}
    </Button>
  );
}

/** In a window of its own, and it says so. */
export function SignInButton({
  desk,
  purpose,
  title = words.signInButton,
  primary = true,
}: DeskProps & {
  readonly purpose: SignInAsked['purpose'];
  readonly title?: string;
  readonly primary?: boolean;
}) {
  return (
    <Button
      appearance={primary ? 'primary' : 'secondary'}
      disabled={desk.busy}
      icon={<Open16Regular />}
      iconPosition="after"
      onClick={() => desk.signIn({ purpose })}
    >
      {title}
      <span className="unseen"> ({words.opensWindow})</span>
    </Button>
  );
}

/** On another device, where the connector offers that. */
export function CodeButton({ desk, purpose }: DeskProps & { readonly purpose: 'check' | 'resume' }) {
  if (!desk.view.deviceCode) return null;
  return (
    <Button disabled={desk.busy} onClick={() => desk.signIn({ purpose, withCode: true })}>
      {words.signInWithCode}
      <span className="unseen"> ({words.opensWindow})</span>
    </Button>
  );
}

/** After writing has begun: what is there, and that it goes, by name. */
export function CancelButton({ desk }: DeskProps) {
  const open = useDialogs();
  const { live, connector, plan } = desk.view;
  const ask = (close: () => void) => (
    <Confirm
      title={words.cancelTitle}
      button={words.cancelTitle}
      name={live.length === 0 ? null : (plan?.applicationName ?? connector.title)}
      close={close}
      act={() => desk.act('cancel', {})}
    >
      <p>{live.length === 0 ? words.cancelNothing : words.cancelTakes}</p>
      <Things things={live} />
    </Confirm>
  );
  return (
    <Button disabled={desk.busy} onClick={() => open({ alert: true, draw: ask })}>
      {words.cancel}
    </Button>
  );
}

/** What is taken away, or left. */
export function Things({ things }: { readonly things: readonly string[] }) {
  return (
    <ul>
      {things.map((thing) => (
        <li key={thing}>– {thing}</li>
      ))}
    </ul>
  );
}
