/**
 * A browser as far as sign-in and our pages need one: it follows redirects, keeps cookies by path, clicks one
 * person, and remembers every page it was shown.
 */
export interface Opened {
  readonly url: string;
  readonly status: number;
  readonly body: string;
}

interface Cookie {
  readonly port: string;
  readonly name: string;
  readonly path: string;
  readonly value: string;
}

export class Visit {
  #cookies: readonly Cookie[] = [];
  /** Every body it was answered with. */
  readonly bodies: string[] = [];

  /** From a Sign in link to wherever it ends; the text of the last page. */
  async signIn(url: string, persona: string): Promise<string> {
    return (await this.click(await this.open(url), `data-persona="${persona}"`)).body;
  }

  /** Follows the link that carries this attribute. */
  async click(page: Opened, attribute: string): Promise<Opened> {
    return this.open(linkOn(page, attribute));
  }

  /** Sends a form of our own page, as that page would. */
  post(
    url: string,
    body?: URLSearchParams | FormData,
    headers: Record<string, string> = {},
  ): Promise<Opened> {
    const own = { origin: new URL(url).origin, 'sec-fetch-site': 'same-origin', ...headers };
    return this.open(url, { method: 'POST', headers: own, ...(body === undefined ? {} : { body }) });
  }

  async open(url: string, init: RequestInit = {}): Promise<Opened> {
    const { to, ...opened } = await this.step(url, init);
    return to === null ? opened : this.open(to);
  }

  /** One request, no redirect followed; `to` is where it would lead. */
  async step(url: string, init: RequestInit = {}): Promise<Opened & { readonly to: string | null }> {
    const headers = { ...init.headers, cookie: this.#cookieHeader(new URL(url)) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(new URL(url), line);
    const body = await response.text();
    this.bodies.push(body);
    const location = response.headers.get('location');
    return { url, status: response.status, body, to: location && new URL(location, url).href };
  }

  #keep({ port }: URL, line: string): void {
    const [pair = '', ...attributes] = line.split(/; */);
    const [name = '', ...value] = pair.split('=');
    const path = attributes.find((one) => one.startsWith('Path='))?.slice(5) ?? '/';
    const cookie = { port, name, path, value: value.join('=') };
    const same = (one: Cookie): boolean => one.port === port && one.name === name && one.path === path;
    this.#cookies = [...this.#cookies.filter((one) => !same(one)), cookie];
  }

  #cookieHeader({ port, pathname }: URL): string {
    return this.#cookies
      .filter((one) => one.port === port && `${pathname}/`.startsWith(one.path.replace(/\/?$/, '/')))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}

/** Where the link that carries this attribute leads. */
export function linkOn({ url, body }: Opened, attribute: string): string {
  const link = [...body.matchAll(/<a\s[^>]*>/g)].find(([tag]) => tag.includes(attribute))?.[0] ?? '';
  const href = /href="([^"]*)"/.exec(link)?.[1]?.replaceAll(/&(?:#38|amp);/g, '&');
  if (href === undefined) throw new TypeError(`no ${attribute} on ${url}: ${body.slice(0, 300)}`);
  return new URL(href, url).href;
}
