import { Checkbox, Field, Input, Radio, RadioGroup, Switch } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { ConnectorSummary } from '../../../provisioning/contract.ts';
import { useSession } from '../session.ts';
import { ladderOf } from '../settings.ts';
import { words } from '../words.ts';
import styles from './configure.module.css';
import { save } from './save.ts';
import { useSilently } from './use-silently.ts';

/** What the channel's tab will show, and whether warnings come here. Works without a sign-in; nothing leads away. */
export function Configure() {
  const session = useSession();
  const { host, settings } = session;
  const { connectors, channel, me } = useSilently();
  const [all, setAll] = useState(settings.connectors.length === 0);
  const [picked, setPicked] = useState(settings.connectors);
  // What the server says may come late; what was typed meanwhile stays.
  const [typed, setTyped] = useState<{ alerts?: boolean; ladder?: string }>({});
  const alerts = typed.alerts ?? channel?.alerts ?? settings.alerts;
  const ladder = typed.ladder ?? (channel?.ladder ?? channel?.usual ?? settings.ladder).join(', ');

  // Teams draws its Save button for everybody; what the server would refuse is not offered.
  const mayWarn = me === null || me.held !== null || me.may.act;

  const days = ladderOf(ladder);
  const isPicked = all || picked.length > 0;
  const valid = days !== null && isPicked;
  useEffect(() => {
    if (!valid) return host.withholdSave();
    host.offerSave(() => save(session, { connectors: all ? [] : picked, alerts, ladder: days }, mayWarn));
  }, [session, host, valid, all, picked, alerts, days, mayWarn]);

  return (
    <main className="page narrow">
      <h1>{words.configureTitle}</h1>
      <p className={styles['intro']}>{words.configureIntro}</p>
      <section className={`sheet ${styles['sheet']}`}>
        <Field
          label={words.configureWhich}
          {...(isPicked ? {} : { validationMessage: words.configureSome0 })}
        >
          <RadioGroup value={all ? 'all' : 'some'} onChange={(_event, { value }) => setAll(value === 'all')}>
            <Radio value="all" label={words.configureAll} />
            <Radio value="some" label={words.configureSome} disabled={connectors.length === 0} />
          </RadioGroup>
        </Field>
        {connectors.length === 0 && <p className="quiet">{words.configureUnknown}</p>}
        {!all && <Pick connectors={connectors} picked={picked} setPicked={setPicked} />}
      </section>
      <section className={`sheet ${styles['sheet']}`}>
        <Switch
          label={words.configureAlerts}
          checked={alerts}
          disabled={!mayWarn}
          onChange={(_event, { checked }) => setTyped({ ...typed, alerts: checked })}
        />
        <p className="quiet">
          {channel?.known === false ? words.configureUnheard : words.configureAlertsHint}
        </p>
        {!mayWarn && <p>{words.configureMayNot}</p>}
        {alerts && (
          <Field
            label={words.configureLadder}
            hint={words.configureLadderHint}
            {...(days === null ? { validationMessage: words.configureLadderBad } : {})}
          >
            <Input
              value={ladder}
              disabled={!mayWarn}
              onChange={(_event, { value }) => setTyped({ ...typed, ladder: value })}
            />
          </Field>
        )}
      </section>
      <p className={`quiet ${styles['foot']}`}>
        {words.configureAdmin} {words.configureHelp}
      </p>
    </main>
  );
}

function Pick({
  connectors,
  picked,
  setPicked,
}: {
  readonly connectors: readonly ConnectorSummary[];
  readonly picked: readonly string[];
  readonly setPicked: (picked: readonly string[]) => void;
}) {
  return (
    <div role="group" aria-label={words.configureWhich} className={styles['picks']}>
      {connectors.map(({ id, title }) => (
        <Checkbox
          key={id}
          label={title}
          checked={picked.includes(id)}
          onChange={(_event, { checked }) =>
            setPicked(checked === true ? [...picked, id] : picked.filter((one) => one !== id))
          }
        />
      ))}
    </div>
  );
}
