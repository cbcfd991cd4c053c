/**
 * Evidence for auditors, to be printed or kept: of each registration who approved what and when, how it was proven, what
 * was done with which request of Graph, and whether people got their warnings. One file that needs nothing beside it.
 */
import type { RunView } from '../../provisioning/contract.ts';
import type {
  CredentialView,
  RegisterEvent,
  RegisterQuery,
  RegistrationView,
  WarningRecord,
} from '../../provisioning/contract/register.ts';
import { EVIDENCE_STYLE, EVIDENCE_STYLE_HASH } from '../pages/evidence-style.ts';
import { html, Markup } from '../pages/html.ts';
import type { ApiPorts, Call } from './calls.ts';
import { readConnectors } from './query.ts';
import { titlesOf } from './titles.ts';

/** No script at all, and no style but the one in the page. */
export const EVIDENCE_HEADERS = {
  'content-security-policy': `default-src 'none'; style-src ${EVIDENCE_STYLE_HASH}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'content-disposition': 'attachment; filename="evidence.html"',
};

const EVERYTHING: RegisterQuery = {
  search: '',
  states: [],
  connectors: [],
  lapsesWithin: null,
  sort: 'connector',
  descending: false,
  group: 'none',
  after: null,
  limit: 200,
};

/** What can fail as a whole has been read when this resolves. */
export async function evidenceOf(
  { register, provisioning, now }: ApiPorts,
  { actor, request }: Call,
): Promise<() => AsyncIterable<string>> {
  const connectors = readConnectors(request);
  const { tenantName, total } = await register.summary(actor.tenantId, connectors);
  const only = titlesOf(provisioning, connectors);
  const head = { tenantName, total, only, by: actor.displayName, at: new Date(now()).toISOString() };
  const [before = '', after = ''] = frame(head).text.split(PLACE);
  return async function* () {
    yield before;
    for await (const { id } of register.all(actor.tenantId, { ...EVERYTHING, connectors })) {
      yield registration(await register.one(actor, id)).text;
    }
    yield after;
  };
}

interface Head {
  readonly tenantName: string;
  readonly total: number;
  /** Titles of the connectors it is about; empty: all. */
  readonly only: readonly string[];
  readonly by: string;
  readonly at: string;
}

/** Where the registrations go: a character that no text of the page keeps. */
const PLACE = '\u0001';

function frame({ tenantName, total, only, by, at }: Head): Markup {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Evidence of what is registered in ${tenantName}</title>
        ${new Markup(`<style>${EVIDENCE_STYLE}</style>`)}
      </head>
      <body>
        <h1>What is registered in ${tenantName}</h1>
        <p>
          ${total} ${total === 1 ? 'registration' : 'registrations'}, as Registrar knew them at ${when(at)},
          given out to ${by}.
          ${only.length === 0 ? null : `Only what belongs to ${only.join(', ')}; what else is registered is left out.`}
          All times are UTC. Request ids are those of Microsoft Graph.
        </p>
        ${new Markup(PLACE)}
      </body>
    </html>`;
}

function registration({ line, runs, credentials, history, warnings, findings }: RegistrationView): Markup {
  return html`<section>
    <h2>${line.connectorTitle}: ${line.name}</h2>
    <dl>
      ${fact('Application id', line.appId ?? 'None yet')} ${fact('State', word(line.state))}
      ${line.why === null ? null : fact('What is the matter', `${line.why.what} ${line.why.fix}`)}
      ${fact('Permissions granted', `${line.permissions.granted ?? 'Not checked'} of ${line.permissions.planned}`)}
      ${fact('Owner', line.owner)} ${fact('Last checked', when(line.checkedAt, 'Never'))}
    </dl>
    ${table('Approvals', ['Plan', 'Asked by', 'Approved by', 'Begun', 'Last change', 'Phase'], runs.map(approval))}
    ${table('Proof', ['Plan', 'What', 'Granted', 'In the token'], runs.flatMap(proof))}
    ${table('Credentials', ['Kind', 'What for', 'Begins', 'Ends', 'Note'], credentials.map(credential))}
    ${table('History', ['When', 'Who', 'What', 'Request id'], history.map(event))}
    ${table('Warnings', ['Due', 'Days before', 'Channel', 'Outcome', 'Attempts'], warnings.map(warning))}
    ${table(
      'Findings',
      ['What', 'What to do'],
      findings.map(({ what, fix }) => [what, fix]),
    )}
  </section>`;
}

function fact(term: string, text: string): Markup {
  return html`<dt>${term}</dt>
    <dd>${text}</dd>`;
}

/** Nothing where there is nothing to show. */
function table(title: string, heads: readonly string[], rows: readonly (readonly string[])[]): Markup | null {
  if (rows.length === 0) return null;
  return html`<table>
    <caption>
      ${title}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (cells) =>
          html`<tr>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr> `,
      )}
    </tbody>
  </table>`;
}

function approval({ plan, requester, approvedBy, createdAt, updatedAt, phase }: RunView): readonly string[] {
  const approved = approvedBy?.displayName ?? 'Nobody yet';
  return [
    ...[plan?.number ?? 'None', requester.displayName, approved],
    ...[when(createdAt), when(updatedAt), word(phase)],
  ];
}

function proof({ plan, proof: proven }: RunView): readonly (readonly string[])[] {
  if (proven === null) return [];
  const number = `${plan?.number ?? 'None'}, ${when(proven.at)}`;
  return [
    ...proven.permissions.map(({ value, granted, inToken }) => [number, value, word(granted), word(inToken)]),
    ...(proven.credential === 'none'
      ? []
      : [[number, word(proven.credentialKind), word(proven.credential), '']]),
    ...proven.more.map(({ what, verdict }) => [number, what, word(verdict), '']),
  ];
}

function credential({ kind, label, starts, ends, note }: CredentialView): readonly string[] {
  return [word(kind), label, when(starts, 'Unknown'), when(ends, 'Never'), note];
}

function event({ at, who, what, requestId }: RegisterEvent): readonly string[] {
  return [when(at), who ?? 'Registrar', what, requestId ?? ''];
}

function warning({ dueAt, band, channelId, outcome, attempts }: WarningRecord): readonly string[] {
  const tries = attempts.map(({ at, status, code }) => `${when(at)} ${status ?? 'no answer'} ${code}`.trim());
  return [when(dueAt), String(band), channelId, word(outcome), tries.join('; ')];
}

/** `2026-11-27 09:00:12`: to the second, in the order of time when sorted as text. `iso`: ISO 8601 in UTC. */
function when(iso: string | null, none = ''): string {
  return iso === null ? none : new Date(iso).toISOString().slice(0, 19).replace('T', ' ');
}

/** `not-checked` as people write it. */
function word(id: string): string {
  const text = id.replaceAll('-', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
