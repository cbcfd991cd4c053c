import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { day } from '../dates.ts';
import { FailureNote } from '../parts/failure.tsx';
import { words } from '../words.ts';
import { NotNow } from './buttons.tsx';
import type { DeskProps } from './buttons.tsx';
import { Field } from './field.tsx';
import { grouped, GROUP_TITLES, hasError, isShown, merged } from './form.ts';
import type { FormGroup, Values } from './form.ts';
import styles from './run.module.css';
import { Upload } from './upload.tsx';

/** The form. What was typed stays, also when a field was wrong. */
export function Choices({ desk }: DeskProps) {
  const { view, busy, mine, act } = desk;
  const { fields, rare, purpose, certificate, notices, warnings, links, alternativeNames } = view.choices;
  const [typed, setTyped] = useState<Values>({});
  const values = merged(fields, typed);
  const set = (id: string, value: string): void => setTyped({ ...typed, [id]: value });
  const nameField = fields.find(({ kind }) => kind === 'text');
  return (
    <form
      className={`sheet ${styles['sheet']}`}
      onSubmit={(event) => {
        event.preventDefault();
        act('choose', { values });
      }}
    >
      <p className={styles['lead']}>{purpose}</p>
      {notices.map((notice) => (
        <FailureNote key={notice.what} failure={notice} />
      ))}
      {warnings.map((text) => (
        <p key={text} className="quiet">
          {text}
        </p>
      ))}
      {grouped(fields, rare).map((group) => (
        <Group key={group.group} group={group} values={values} set={set} disabled={!mine}>
          {group.fields.some(({ id }) => id === nameField?.id) &&
            nameField !== undefined &&
            alternativeNames.map(({ name, why }) => (
              <p key={name} className="bar">
                <span className="quiet">{why}</span>
                <Button size="small" disabled={!mine} onClick={() => set(nameField.id, name)}>
                  {words.useName(name)}
                </Button>
              </p>
            ))}
          {mine && group.fields.some((field) => field.kind === 'paste' && isShown(field, values)) && (
            <Upload desk={desk} />
          )}
        </Group>
      ))}
      {certificate !== null && (
        <p>{words.certificateRead(certificate.subject, certificate.key, day(certificate.notAfter))}</p>
      )}
      {links.map(({ title, url }) => (
        <a key={url} href={url} target="_blank" rel="noreferrer">
          {title}
        </a>
      ))}
      {mine && (
        <div className={styles['foot']}>
          <Button type="submit" appearance="primary" disabled={busy}>
            {words.continue}
          </Button>
          <Button disabled={busy} onClick={() => act('choose', { values: { ...values, mode: 'by-hand' } })}>
            {words.byHand}
          </Button>
          <NotNow desk={desk} />
        </div>
      )}
    </form>
  );
}

function Group({
  group: { group, fields },
  values,
  set,
  disabled,
  children,
}: {
  readonly group: FormGroup;
  readonly values: Values;
  readonly set: (id: string, value: string) => void;
  readonly disabled: boolean;
  readonly children: React.ReactNode;
}) {
  const drawn = (
    <>
      {fields
        .filter((field) => isShown(field, values))
        .map((field) => (
          <Field key={field.id} field={field} value={values[field.id] ?? ''} set={set} disabled={disabled} />
        ))}
      {children}
    </>
  );
  if (group !== 'more') {
    return (
      <fieldset className={styles['group']}>
        <legend>{GROUP_TITLES[group]}</legend>
        {drawn}
      </fieldset>
    );
  }
  return (
    <details className={styles['group']} open={hasError(fields)}>
      <summary>{GROUP_TITLES.more}</summary>
      <div className={styles['group']}>{drawn}</div>
    </details>
  );
}
