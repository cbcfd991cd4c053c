/**
 * The browser's half of a sign-in: from a link of a card to Entra, and back with the answer. Which run it is for
 * is known from the press and the state alone, never from a parameter a person could change.
 */
import { RegistrarError } from '../../provisioning/index.ts';
import type { SignInOutcome, SignInPurpose } from '../../provisioning/index.ts';
import { markCookie, markOf } from './browser-mark.ts';
import { setCookie } from './cookies.ts';
import type { Answer, PagePorts, PageRequest, PageRoute } from './exchange.ts';
import { HAND_OVER, handOverAddress } from './hand-over-address.ts';
import { html } from './html.ts';
import { page, redirect } from './layout.ts';
import { pressOf } from './press.ts';
import { SESSION_MS, type Sessions } from './sessions.ts';
import { endOfPopUp, KNOWS_ITS_OPENER, signedInPage } from './signed-in-page.ts';

/** Ties an answer of Entra to the browser that asked. Sign-ins begin at more than one address of ours. */
const BROWSER = { name: 'registrar-browser', path: '/' } as const;
/** Longer than any code of Entra we have seen (about 1,500), shorter than a header may be. */
const LONGEST = 6_000;

export function signInRoutes(ports: PagePorts, handOvers: Sessions): readonly PageRoute[] {
  const shared = { method: 'GET', failsAs: 'page' } as const;
  return [
    { ...shared, path: '/auth/start', handle: (request) => toEntra(ports, request) },
    { ...shared, path: '/handover/start', handle: (request) => toEntra(ports, request, 'hand-over') },
    { ...shared, path: '/auth/callback', handle: (request) => fromEntra(ports, handOvers, request) },
  ];
}

async function toEntra(ports: PagePorts, request: PageRequest, purpose?: SignInPurpose): Promise<Answer> {
  const link = pressOf(request);
  const press = await ports.openSignIn(link);
  const browser = markOf(request, BROWSER) ?? ports.hex(256);
  const { url } = await ports.provisioning.beginSignIn(
    press.actor,
    press.runId,
    purpose ?? press.purpose,
    browser,
  );
  const answer = redirect(url, [markCookie(browser, BROWSER, SESSION_MS / 1000, ports)]);
  if (!ports.popUps.isOne(link)) return answer;
  ports.popUps.sentTo(url);
  return { ...answer, headers: { ...answer.headers, ...KNOWS_ITS_OPENER } };
}

async function fromEntra(ports: PagePorts, handOvers: Sessions, request: PageRequest): Promise<Answer> {
  const answer = answerOf(request, ports.loginOrigin);
  const outcome = await ports.provisioning.finishSignIn({
    ...answer,
    browser: markOf(request, BROWSER) ?? '',
  });
  const inPopUp = ports.popUps.cameBack(answer.state);
  if (outcome.purpose === 'hand-over') return openHandOver(ports, handOvers, outcome);
  return inPopUp ? endOfPopUp(ports, outcome) : signedInPage(outcome);
}

interface EntraAnswer {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly errorDescription?: string;
}

/** Exactly one of a code and an error, with a state, from the sign-in service we sent the browser to. */
function answerOf({ query }: PageRequest, loginOrigin: string): EntraAnswer {
  const state = query.get('state') ?? '';
  const code = query.get('code') ?? '';
  const error = query.get('error') ?? '';
  const issuer = query.get('iss');
  const complete = state !== '' && (code === '') !== (error === '');
  const short = [state, code, error].every((part) => part.length <= LONGEST);
  const foreign = issuer !== undefined && !(URL.canParse(issuer) && new URL(issuer).origin === loginOrigin);
  if (!complete || !short || foreign) throw new RegistrarError('HTTP_SIGN_IN_ANSWER');
  if (code !== '') return { state, code };
  return { state, error, errorDescription: query.get('error_description') ?? '' };
}

/**
 * A page that goes on by itself rather than a redirect: a browser leaves a Strict cookie out of a redirect that
 * began at another site, and Entra is one.
 */
function openHandOver(ports: PagePorts, handOvers: Sessions, outcome: SignInOutcome): Answer {
  const { run, person } = outcome;
  const { cookie } = handOvers.begin({ ...person, tenantId: run.tenantId }, run.runId);
  const address = handOverAddress(run.runId);
  const secure = ports.publicUrl().startsWith('https:');
  return page(
    'Signed in',
    html`<section class="sheet">
      <p class="chip good"><span aria-hidden="true">✓</span> Signed in</p>
      <h1>Signed in as ${person.displayName}</h1>
      <p><a class="button main" href="${address}">Open the hand-over</a></p>
    </section>`,
    {
      goOnTo: address,
      cookies: [
        setCookie({ ...HAND_OVER, value: cookie, sameSite: 'Strict', maxAge: SESSION_MS / 1000, secure }),
      ],
    },
  );
}
