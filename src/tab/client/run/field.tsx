import { Checkbox, Field as Labelled, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import type { FormField } from '../../../provisioning/contract.ts';
import { CHECK_MARKS } from '../marks.ts';
import { Line } from '../parts/proof.tsx';
import { inOneBreath, words } from '../words.ts';
import styles from './run.module.css';

interface FieldProps {
  readonly field: FormField;
  readonly value: string;
  readonly set: (id: string, value: string) => void;
  readonly disabled: boolean;
}

/** One field of the form, by its kind. */
export function Field({ field, value, set, disabled }: FieldProps) {
  switch (field.kind) {
    case 'fixed':
      return (
        <ul>
          <Line
            mark={{ ...CHECK_MARKS.ok, word: words.alwaysNeeded }}
            text={
              <>
                {field.label} · <code>{field.permission}</code>
              </>
            }
            detail={[field.why]}
          />
        </ul>
      );
    case 'text':
      return (
        <Labelled label={field.label} hint={field.hint} {...wrong(field)}>
          <Input value={value} disabled={disabled} onChange={(_event, data) => set(field.id, data.value)} />
        </Labelled>
      );
    case 'paste':
      return (
        <Labelled label={field.label} hint={field.hint} {...wrong(field)}>
          <Textarea
            value={value}
            disabled={disabled}
            rows={6}
            onChange={(_event, data) => set(field.id, data.value)}
          />
        </Labelled>
      );
    case 'pick':
      return <Pick field={field} value={value} set={set} disabled={disabled} />;
    case 'tick':
    case 'function':
      return <Tick field={field} value={value} set={set} disabled={disabled} />;
    default:
      return field satisfies never;
  }
}

function wrong({ error }: Exclude<FormField, { kind: 'fixed' }>): { validationMessage?: string } {
  return error === null ? {} : { validationMessage: inOneBreath(error) };
}

function Pick({ field, value, set, disabled }: FieldProps & { field: Extract<FormField, { kind: 'pick' }> }) {
  return (
    <Labelled label={field.label} hint={field.why} {...wrong(field)}>
      <RadioGroup value={value} disabled={disabled} onChange={(_event, data) => set(field.id, data.value)}>
        {field.options.map(({ id, label, detail }) => (
          <Radio
            key={id}
            value={id}
            label={
              <>
                {label}
                {detail !== '' && <span className={`quiet small ${styles['option']}`}>{detail}</span>}
              </>
            }
          />
        ))}
      </RadioGroup>
    </Labelled>
  );
}

function Tick({
  field,
  value,
  set,
  disabled,
}: FieldProps & { field: Extract<FormField, { kind: 'tick' | 'function' }> }) {
  const more =
    field.kind === 'tick'
      ? words.without(field.without)
      : field.asksFor.length === 0
        ? ''
        : words.asksFor(field.asksFor.join(', '));
  return (
    <Labelled {...wrong(field)}>
      <Checkbox
        checked={value === 'true'}
        disabled={disabled}
        onChange={(_event, { checked }) => set(field.id, String(checked === true))}
        label={
          <>
            {field.label}
            {field.kind === 'tick' && (
              <>
                {' · '}
                <code>{field.permission}</code>
              </>
            )}
            <span className={`quiet small ${styles['option']}`}>{field.why}</span>
            {more !== '' && <span className={`quiet small ${styles['option']}`}>{more}</span>}
          </>
        }
      />
    </Labelled>
  );
}
