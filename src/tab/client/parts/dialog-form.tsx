import { Button, DialogActions, DialogBody, DialogContent, DialogTitle } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { words } from '../words.ts';

interface DialogFormProps {
  readonly title: string;
  readonly button: string;
  /** False: the button waits. */
  readonly ready: boolean;
  readonly children: ReactNode;
  readonly act: () => void;
  readonly close: () => void;
}

/** What a dialog asks, one button that does it, and a way out that does nothing. */
export function DialogForm({ title, button, ready, children, act, close }: DialogFormProps) {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready) return;
        close();
        act();
      }}
    >
      <DialogBody>
        <DialogTitle>{title}</DialogTitle>
        <DialogContent className="stack">{children}</DialogContent>
        <DialogActions fluid>
          <Button type="submit" appearance="primary" disabled={!ready}>
            {button}
          </Button>
          <Button onClick={close}>{words.notNow}</Button>
        </DialogActions>
      </DialogBody>
    </form>
  );
}
