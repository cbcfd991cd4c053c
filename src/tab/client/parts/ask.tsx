import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { DialogForm } from './dialog-form.tsx';

export interface Asked {
  readonly id: string;
  readonly label: string;
  readonly type: 'text' | 'date';
  /** Of a date: the first and the last that can be picked, `2027-11-21`. */
  readonly from?: string;
  readonly to?: string;
}

interface AskProps {
  readonly title: string;
  readonly hint: string;
  readonly button: string;
  readonly fields: readonly Asked[];
  readonly act: (values: Readonly<Record<string, string>>) => void;
  readonly close: () => void;
}

/** A few fields, and what is done with them. For a dialog. */
export function Ask({ title, hint, button, fields, act, close }: AskProps) {
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const ready = fields.every(({ id }) => (values[id] ?? '').trim() !== '');
  return (
    <DialogForm title={title} button={button} ready={ready} act={() => act(values)} close={close}>
      <p>{hint}</p>
      {fields.map(({ id, label, type, from, to }) => (
        <Field key={id} label={label} required>
          <Input
            type={type}
            value={values[id] ?? ''}
            min={from}
            max={to}
            onChange={(_event, { value }) => setValues({ ...values, [id]: value })}
          />
        </Field>
      ))}
    </DialogForm>
  );
}
