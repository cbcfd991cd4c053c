import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { words } from '../words.ts';
import { DialogForm } from './dialog-form.tsx';

interface ConfirmProps {
  readonly title: string;
  readonly button: string;
  /** To be typed; null: the button is enough. */
  readonly name: string | null;
  readonly children: ReactNode;
  readonly act: (typed: string) => void;
  readonly close: () => void;
}

/** What cannot be taken back is done with a name, typed. For a dialog that is an alert. */
export function Confirm({ title, button, name, children, act, close }: ConfirmProps) {
  const [typed, setTyped] = useState('');
  const ready = name === null || typed.trim() === name;
  return (
    <DialogForm title={title} button={button} ready={ready} act={() => act(typed.trim())} close={close}>
      {children}
      {name !== null && (
        <Field label={words.typeName(name)}>
          <Input value={typed} onChange={(_event, { value }) => setTyped(value)} autoComplete="off" />
        </Field>
      )}
    </DialogForm>
  );
}
