/** The hand-over: what the vendor needs, for ten minutes, for the person who has just signed in. */
import { explain, RegistrarError } from '../../provisioning/index.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { FORM_TYPES, readForm, textField } from './form.ts';
import { refuseOtherSites, refuseWrongToken, TOKEN_FIELD, TOKEN_HEADER } from './guard.ts';
import { HAND_OVER, handOverAddress } from './hand-over-address.ts';
import { handOverPage, remakingPage, sheetText } from './hand-over-page.ts';
import { json, redirect } from './layout.ts';
import type { PageSession, Sessions } from './sessions.ts';

export function handOverRoutes(ports: PagePorts, sessions: Sessions): readonly PageRoute[] {
  const room = new HandOverRoom(ports, sessions);
  const path = `${HAND_OVER.path}/:run`;
  const form = { method: 'POST', accepts: FORM_TYPES, failsAs: 'page' } as const;
  return [
    { method: 'GET', path, failsAs: 'page', handle: (request) => room.show(request) },
    { method: 'GET', path: `${path}/sheet.txt`, failsAs: 'page', handle: (request) => room.sheet(request) },
    { method: 'POST', path: `${path}/reveal`, failsAs: 'json', handle: (request) => room.reveal(request) },
    {
      method: 'POST',
      path: `${path}/reveal-password`,
      failsAs: 'json',
      handle: (request) => room.revealPassword(request),
    },
    { ...form, path: `${path}/sent`, handle: (request) => room.sent(request) },
    { ...form, path: `${path}/remake`, handle: (request) => room.remake(request) },
  ];
}

class HandOverRoom {
  readonly #ports: PagePorts;
  readonly #sessions: Sessions;

  constructor(ports: PagePorts, sessions: Sessions) {
    this.#ports = ports;
    this.#sessions = sessions;
  }

  async show(request: PageRequest): Promise<Answer> {
    const session = this.#session(request);
    const sheet = await this.#ports.provisioning.openHandOver(session.actor, session.runId);
    return handOverPage(sheet, session, this.#ports.now());
  }

  /** Without the secret, so that it may be kept. */
  async sheet(request: PageRequest): Promise<Answer> {
    const { actor, runId } = this.#session(request);
    const sheet = await this.#ports.provisioning.openHandOver(actor, runId);
    const name = `hand-over-${runId.replace(/[^\w-]/g, '').slice(0, 8)}.txt`;
    return {
      status: 200,
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
      body: sheetText(sheet),
    };
  }

  /** By POST alone, so that nothing that follows links can use it up. */
  async reveal(request: PageRequest): Promise<Answer> {
    const { actor, runId } = this.#scriptSession(request);
    const { value, until } = await this.#ports.provisioning.revealSecret(actor, runId);
    return json({ value, until });
  }

  /** The admin's, not the vendor's: once as well. */
  async revealPassword(request: PageRequest): Promise<Answer> {
    const { actor, runId } = this.#scriptSession(request);
    const { value, until } = await this.#ports.provisioning.revealPassword(actor, runId);
    return json({ value, until });
  }

  /** What stands in the way of being finished belongs on the page that asks; any other failure is not about it. */
  async sent(request: PageRequest): Promise<Answer> {
    const session = await this.#formSession(request);
    const { actor, runId } = session;
    try {
      await this.#ports.provisioning.confirmSent(actor, runId);
      return redirect(handOverAddress(runId));
    } catch (error) {
      if (!(error instanceof RegistrarError) || !error.code.startsWith('CHECKLIST_')) throw error;
      const sheet = await this.#ports.provisioning.openHandOver(actor, runId);
      return handOverPage(sheet, session, this.#ports.now(), explain(error));
    }
  }

  async remake(request: PageRequest): Promise<Answer> {
    const { actor, runId } = await this.#formSession(request);
    const run = await this.#ports.provisioning.remakeSecret(actor, runId);
    return remakingPage(run.connector.title);
  }

  #scriptSession(request: PageRequest): PageSession {
    refuseOtherSites(request, this.#ports.publicUrl());
    const session = this.#session(request);
    refuseWrongToken(session, request.headers[TOKEN_HEADER], this.#ports.sha256);
    return session;
  }

  async #formSession(request: PageRequest): Promise<PageSession> {
    refuseOtherSites(request, this.#ports.publicUrl());
    const session = this.#session(request);
    const sent = textField(await readForm(request), TOKEN_FIELD);
    refuseWrongToken(session, sent, this.#ports.sha256);
    return session;
  }

  #session(request: PageRequest): PageSession {
    const session = this.#sessions.find(request.cookies.get(HAND_OVER.name), request.params['run'] ?? '');
    if (session === undefined) throw new RegistrarError('HTTP_NOT_SIGNED_IN');
    return session;
  }
}
