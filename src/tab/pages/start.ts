/** `/`: what this is, what to try, and where everything else is. */
import type { ConnectorSummary } from '../../provisioning/contract.ts';
import type { PagePorts, PageRoute } from './exchange.ts';
import { html, type Markup } from './html.ts';
import { page } from './layout.ts';

export function startRoute({ provisioning, links, pretendTenant }: PagePorts): PageRoute {
  return {
    method: 'GET',
    path: '/',
    failsAs: 'page',
    handle: () => page('Start', startPage(provisioning.connectors(), { links, pretendTenant })),
  };
}

function startPage(
  connectors: readonly ConnectorSummary[],
  { links, pretendTenant }: Pick<PagePorts, 'links' | 'pretendTenant'>,
): Markup {
  return html`<section class="sheet">
      <p class="chip good"><span aria-hidden="true">✓</span> Running</p>
      <h1>Registrar</h1>
      <p>
        Registers vendors’ connectors in a Microsoft 365 tenant from the chat, proves each one, and hands it
        over. Nothing is written before somebody has seen the plan and approved it.
      </p>
    </section>
    <ul class="tiles">
      ${
        pretendTenant === null
          ? null
          : tile(
              '/host',
              'Everything in one window',
              'Chat and tab side by side, as in Teams. Open this first.',
            )
      }
      ${tile(links.chat, 'Chat with Registrar', 'Where everything begins.')}
      ${tile(links.directory, 'The directory', 'The pretend tenant, as a portal would show it.')}
      ${tile('/health', 'Health', 'For a monitor: JSON.')}
    </ul>
    <section class="sheet">
      <h2>Three things to try</h2>
      <ol class="steps">
        <li>Open the chat and type <code>hello</code>.</li>
        <li>Type <code>set up ${connectors[0]?.title ?? 'a connector'}</code> and go through the cards.</li>
        <li>Look at the directory: what the plan named is there, and nothing else.</li>
      </ol>
    </section>
    <section class="sheet">
      <h2>Connectors</h2>
      <dl>
        ${connectors.map(
          ({ title, purpose }) =>
            html`<dt>${title}</dt>
              <dd><p>${purpose}</p></dd>`,
        )}
      </dl>
    </section>`;
}

function tile(href: string | null, title: string, text: string): Markup | null {
  if (href === null) return null;
  return html`<li>
    <a href="${href}"><strong>${title}</strong>${text}</a>
  </li>`;
}
