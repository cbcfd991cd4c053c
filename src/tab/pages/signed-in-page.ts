/** What a sign-in ends with, when nothing is left to do in the browser. */
import type { SignInOutcome } from '../../provisioning/index.ts';
import type { Answer, PagePorts } from './exchange.ts';
import { html } from './html.ts';
import { page, redirect } from './layout.ts';

/** A window that answers the one that opened it may not be cut off from it on the way. */
export const KNOWS_ITS_OPENER = { 'cross-origin-opener-policy': 'unsafe-none' } as const;
/** The tab's own, which tells Teams. */
const TAB_END = 'signed-in.html';

export function signedInWords({ person, run }: SignInOutcome): {
  readonly title: string;
  readonly text: string;
} {
  return {
    title: `Signed in as ${person.displayName}`,
    text: `The set-up of ${run.connector.title} goes on in the chat. You can close this window.`,
  };
}

export function signedInPage(outcome: SignInOutcome): Answer {
  const { title, text } = signedInWords(outcome);
  return page(
    'Signed in',
    html`<section class="sheet">
      <p class="chip good"><span aria-hidden="true">✓</span> Signed in</p>
      <h1>${title}</h1>
      <p>${text}</p>
    </section>`,
  );
}

/** The page that opened the window is told, and the window closes; where neither works, it says so. */
export function endOfPopUp({ tab }: Pick<PagePorts, 'tab'>, outcome: SignInOutcome): Answer {
  const { runId } = outcome.run;
  if (tab.has(TAB_END)) {
    const answer = redirect(`/tab/${TAB_END}?run=${encodeURIComponent(runId)}`);
    return { ...answer, headers: { ...answer.headers, ...KNOWS_ITS_OPENER } };
  }
  return page(
    'Signed in',
    html`<section class="sheet" data-signed-in="${runId}">
      <p class="chip good"><span aria-hidden="true">✓</span> Signed in</p>
      <h1>${signedInWords(outcome).title}</h1>
      <p>The set-up of ${outcome.run.connector.title} goes on in the tab. You can close this window.</p>
    </section>`,
    { script: 'signed-in.js', headers: KNOWS_ITS_OPENER },
  );
}
