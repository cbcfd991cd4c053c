/** What a sign-in ends with, when nothing is left to do in the browser. */
import type { SignInOutcome } from '../../provisioning/index.ts';
import type { Answer } from './exchange.ts';
import { html } from './html.ts';
import { page } from './layout.ts';

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
