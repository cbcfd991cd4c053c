/** How the upload looks, and what was read from the certificate. */
import type { CertificateFacts, Explained } from '../../provisioning/contract.ts';
import { day } from './dates.ts';
import type { Answer } from './exchange.ts';
import { TOKEN_FIELD } from './guard.ts';
import { html } from './html.ts';
import { failureNote, page } from './layout.ts';

export interface Upload {
  readonly connectorTitle: string;
  readonly token: string;
  readonly failed: Explained | null;
  readonly cookies?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
}

export function uploadPage({ connectorTitle, token, failed, cookies = [], headers = {} }: Upload): Answer {
  return page(
    'Certificate',
    html`<section class="sheet">
      <h1>The certificate for ${connectorTitle}</h1>
      <p>
        The vendor sends it as a <code>.cer</code>, <code>.crt</code> or <code>.pem</code> file. The private
        key stays with them.
      </p>
      ${failed === null ? null : failureNote(failed)}
      <form method="post" action="/certificate" enctype="multipart/form-data">
        <input type="hidden" name="${TOKEN_FIELD}" value="${token}" />
        <label for="file">Upload it</label>
        <input type="file" id="file" name="file" accept=".cer,.crt,.pem,.der" />
        <label for="text">Or paste it</label>
        <textarea
          id="text"
          name="text"
          rows="8"
          spellcheck="false"
          autocomplete="off"
          placeholder="-----BEGIN CERTIFICATE-----"
        ></textarea>
        <button class="main" type="submit">Check it</button>
      </form>
    </section>`,
    { status: failed === null ? 200 : 422, cookies, headers },
  );
}

export function certificatePage(connectorTitle: string, facts: CertificateFacts): Answer {
  const rows = [
    ['Subject', facts.subject],
    ['Issuer', facts.issuer],
    ['Valid from', day(facts.notBefore)],
    ['Valid until', day(facts.notAfter)],
    ['Key', facts.key],
    ['Thumbprint (SHA-1)', facts.thumbprint],
    ['Thumbprint (SHA-256)', facts.sha256],
  ] as const;
  return page(
    'Certificate',
    html`<section class="sheet">
      <p class="chip good"><span aria-hidden="true">✓</span> Taken</p>
      <h1>The certificate for ${connectorTitle}</h1>
      <dl class="facts">
        ${rows.map(
          ([label, value]) =>
            html`<dt>${label}</dt>
              <dd class="value">${value}</dd>`,
        )}
      </dl>
      <p>
        Compare the thumbprint with the vendor’s. Then go on where you came from; you can close this window.
      </p>
    </section>`,
  );
}
