import { Dialog, DialogSurface } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { ReactNode } from 'react';

/** `number`: each opening begins anew, with nothing of what was typed before. */
export function DialogHost({
  open,
  alert,
  number,
  close,
  children,
}: {
  readonly open: boolean;
  readonly alert: boolean;
  readonly number: number;
  readonly close: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Dialog open={open} modalType={alert ? 'alert' : 'modal'} onOpenChange={close}>
      <DialogSurface>
        <Fragment key={number}>{children}</Fragment>
      </DialogSurface>
    </Dialog>
  );
}
