import { createContext, Suspense, useCallback, useContext, useState } from 'react';
import { lazily } from './lazily.ts';
import type { ReactNode } from 'react';

const DialogHost = lazily(() => import('./dialog-host.tsx').then((m) => m.DialogHost));

export interface Opening {
  /** Closed by its own buttons alone. */
  readonly alert?: boolean;
  readonly draw: (close: () => void) => ReactNode;
}

const DialogsContext = createContext<((opening: Opening) => void) | null>(null);

/** Opens a dialog over the page. */
export function useDialogs(): (opening: Opening) => void {
  const open = useContext(DialogsContext);
  if (open === null) throw new TypeError('Outside of the dialogs');
  return open;
}

/**
 * The one place of every dialog. It outlives what opened it: a dialog that is torn away with the page beneath leaves
 * that page hidden from screen readers.
 */
export function Dialogs({ children }: { readonly children: ReactNode }) {
  const [opening, setOpening] = useState<(Opening & { readonly number: number }) | null>(null);
  const [isOpen, setIsOpen] = useState(false);
  const open = useCallback((next: Opening) => {
    setOpening((was) => ({ ...next, number: (was?.number ?? 0) + 1 }));
    setIsOpen(true);
  }, []);
  const close = useCallback(() => setIsOpen(false), []);
  return (
    <DialogsContext value={open}>
      {children}
      {opening !== null && (
        <Suspense fallback={null}>
          <DialogHost open={isOpen} alert={opening.alert === true} number={opening.number} close={close}>
            {opening.draw(close)}
          </DialogHost>
        </Suspense>
      )}
    </DialogsContext>
  );
}
