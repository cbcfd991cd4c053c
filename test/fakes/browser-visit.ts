/** A browser as far as sign-in needs one: it follows redirects, keeps cookies, and clicks one person. */
export class Visit {
  readonly #cookies = new Map<string, string>();

  /** From a Sign in link to wherever it ends; the text of the last page. */
  async signIn(url: string, persona: string): Promise<string> {
    const people = await this.open(url);
    const link = new RegExp(`<a[^>]*data-persona="${persona}"[^>]*>`).exec(people.body)?.[0] ?? '';
    const href = /href="([^"]*)"/.exec(link)?.[1]?.replaceAll(/&(?:#38|amp);/g, '&');
    if (href === undefined)
      throw new TypeError(`no ${persona} on ${people.url}: ${people.body.slice(0, 300)}`);
    return (await this.open(new URL(href, people.url).href)).body;
  }

  async open(
    url: string,
    init: RequestInit = {},
  ): Promise<{ readonly url: string; readonly status: number; readonly body: string }> {
    const headers = { ...init.headers, cookie: this.#cookieHeader(new URL(url)) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) this.#keep(new URL(url), line);
    const to = response.headers.get('location');
    if (to !== null) return this.open(new URL(to, url).href);
    return { url, status: response.status, body: await response.text() };
  }

  #keep({ port }: URL, line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', ...value] = pair.split('=');
    this.#cookies.set(`${port} ${name}`, value.join('='));
  }

  #cookieHeader({ port }: URL): string {
    return [...this.#cookies]
      .filter(([key]) => key.startsWith(`${port} `))
      .map(([key, value]) => `${key.slice(port.length + 1)}=${value}`)
      .join('; ');
  }
}
