import { STATE_MARKS } from '../marks.ts';
import { Failure, FailureNote } from '../parts/failure.tsx';
import { Page, Section } from '../parts/ground.tsx';
import { Loading } from '../parts/loading.tsx';
import { MarkChip } from '../parts/mark.tsx';
import { ProofList } from '../parts/proof.tsx';
import { ago, moment } from '../dates.ts';
import { useNow, useSession } from '../session.ts';
import { useLoad } from '../use-load.ts';
import { words } from '../words.ts';
import { Actions } from './actions.tsx';
import { Credentials } from './credentials.tsx';
import { Findings } from './findings.tsx';
import { History } from './history.tsx';
import styles from './registration.module.css';
import { NotChecked } from './not-checked.tsx';
import { Warnings } from './warnings.tsx';

/** One registration, whole: that it works, what of it lapses, what happened to it, and what can be done. */
export function Registration({ id }: { readonly id: string }) {
  const { api } = useSession();
  const now = useNow();
  const { value, trouble, again } = useLoad(
    `registration ${id}`,
    () => api.registration(id),
    () => true,
  );
  if (value === null) {
    return trouble === null ? (
      <Loading />
    ) : (
      <main className="page">
        <Failure trouble={trouble} again={again} whole />
      </main>
    );
  }
  const { line, proof, credentials, reasons } = value;
  return (
    <Page
      title={line.name || line.connectorTitle}
      mark={<MarkChip mark={STATE_MARKS[line.state]} />}
      sentence={`${line.connectorTitle} · ${line.owner} · ${
        line.checkedAt === null ? words.neverChecked : `checked ${ago(now, line.checkedAt)}`
      }`}
      actions={<Actions view={value} again={again} />}
    >
      <div className="stack">
        {trouble !== null && <FailureNote failure={trouble.failure} />}
        <Findings view={value} />
      </div>
      <div className={styles['columns']}>
        <div>
          <Section title={words.credentialsHeading}>
            <Credentials view={value} again={again} />
          </Section>
          <Section
            title={words.proofHeading}
            aside={proof === null ? undefined : words.provenAt(moment(proof.at))}
          >
            {proof === null ? (
              <p className="quiet">{words.noProof}</p>
            ) : (
              <ProofList proof={proof} reasons={reasons}>
                <NotChecked all={value.notChecked} />
              </ProofList>
            )}
          </Section>
        </div>
        <div>
          <Section title={words.historyHeading}>
            <History events={value.history} />
          </Section>
          <Section title={words.warningsHeading}>
            <Warnings records={value.warnings} credentials={credentials} />
          </Section>
        </div>
      </div>
    </Page>
  );
}
