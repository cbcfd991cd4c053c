/** A page to upload or paste the certificate a vendor sent, for the set-up the link belongs to. */
import { explain, RegistrarError } from '../../provisioning/index.ts';
import type { CertificateFacts, Explained, RunView } from '../../provisioning/contract.ts';
import { setCookie } from './cookies.ts';
import { certificatePage, uploadPage } from './certificate-page.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { FORM_TYPES, readForm, textField } from './form.ts';
import { refuseOtherSites, refuseWrongToken, TOKEN_FIELD } from './guard.ts';
import { pressOf } from './press.ts';
import { SESSION_MS, type Sessions } from './sessions.ts';
import { KNOWS_ITS_OPENER } from './signed-in-page.ts';

const CERTIFICATE = { name: 'registrar-certificate', path: '/certificate' } as const;
/** A certificate is 1 to 4 KB; what surrounds it in a form is less than the rest. */
const MOST_BYTES = 16 * 1024;
const FORM_BYTES = MOST_BYTES + 8 * 1024;

export function certificateRoutes(ports: PagePorts, sessions: Sessions): readonly PageRoute[] {
  const shared = { path: CERTIFICATE.path, failsAs: 'page' } as const;
  return [
    { ...shared, method: 'GET', handle: (request) => open(ports, sessions, request) },
    {
      ...shared,
      method: 'POST',
      accepts: FORM_TYPES,
      limit: FORM_BYTES,
      handle: (request) => take(ports, sessions, request),
    },
  ];
}

async function open(ports: PagePorts, sessions: Sessions, request: PageRequest): Promise<Answer> {
  const link = pressOf(request);
  const { actor, runId } = await ports.openSignIn(link);
  const run = await ports.provisioning.view(actor, runId);
  const { cookie, session } = sessions.begin(actor, runId);
  const secure = ports.publicUrl().startsWith('https:');
  const maxAge = SESSION_MS / 1000;
  return uploadPage({
    connectorTitle: run.connector.title,
    token: session.token,
    failed: null,
    cookies: [setCookie({ ...CERTIFICATE, value: cookie, sameSite: 'Strict', maxAge, secure })],
    headers: ports.popUps.isOne(link) ? KNOWS_ITS_OPENER : {},
  });
}

async function take(ports: PagePorts, sessions: Sessions, request: PageRequest): Promise<Answer> {
  refuseOtherSites(request, ports.publicUrl());
  const session = sessions.find(request.cookies.get(CERTIFICATE.name));
  if (session === undefined) throw new RegistrarError('HTTP_NOT_SIGNED_IN');
  const form = await readForm(request);
  refuseWrongToken(session, textField(form, TOKEN_FIELD), ports.sha256);
  const { actor, runId, token } = session;
  const outcome = await offer(ports, actor, runId, await offered(form));
  if ('facts' in outcome) return certificatePage(outcome.connectorTitle, outcome.facts);
  return uploadPage({ ...outcome, token });
}

/** The file when there is one, else the pasted text. */
async function offered(form: FormData): Promise<Uint8Array> {
  const file = form.get('file');
  const uploaded = file instanceof File ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
  const bytes = uploaded.length > 0 ? uploaded : new TextEncoder().encode(textField(form, 'text') ?? '');
  if (bytes.length > MOST_BYTES) throw new RegistrarError('HTTP_TOO_LARGE', { limit: MOST_BYTES / 1024 });
  return bytes;
}

type Offered =
  | { readonly connectorTitle: string; readonly facts: CertificateFacts }
  | { readonly connectorTitle: string; readonly failed: Explained };

/** What is wrong with a certificate belongs on the page it was given on; any other failure is not about it. */
async function offer(
  ports: PagePorts,
  actor: Parameters<PagePorts['provisioning']['view']>[0],
  runId: string,
  bytes: Uint8Array,
): Promise<Offered> {
  try {
    return read(await ports.provisioning.offerCertificate(actor, runId, bytes));
  } catch (error) {
    if (!(error instanceof RegistrarError) || !error.code.startsWith('CERT_')) throw error;
    const { connector } = await ports.provisioning.view(actor, runId);
    return { connectorTitle: connector.title, failed: explain(error) };
  }
}

function read(run: RunView): Offered {
  const connectorTitle = run.connector.title;
  const failed = run.choices.fields.flatMap((field) =>
    field.kind === 'paste' && field.error !== null ? [field.error] : [],
  )[0];
  if (failed !== undefined) return { connectorTitle, failed };
  const facts = run.choices.certificate;
  if (facts === null) throw new RegistrarError('HTTP_UNEXPECTED');
  return { connectorTitle, facts };
}
