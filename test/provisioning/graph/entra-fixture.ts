/** The pretend Entra, reached through `fetch` without a socket, with everything it was asked. */
import { setUp, type Setup } from '../../sandbox/entra/fixture.ts';

export const CLIENT_ID = '2d4c1a70-90b5-4b7e-8a11-5e6e0f3a7d01';
export const REDIRECT_URI = 'http://localhost:3978/auth/callback';

export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly form: URLSearchParams;
}

export interface PretendEntra extends Setup {
  readonly fetch: typeof globalThis.fetch;
  readonly asked: readonly Asked[];
  /** Presses that person's name on the sign-in page; the answer's parameters, as the browser brings them back. */
  choose(url: string, persona: string): Promise<URLSearchParams>;
  /** Replaces the next answers of the token endpoint. */
  answerTokensWith(answer: (() => Response | Promise<Response>) | null): void;
}

export async function pretendEntra(): Promise<PretendEntra> {
  const setup = await setUp();
  const asked: Asked[] = [];
  let instead: (() => Response | Promise<Response>) | null = null;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const body = await request.text();
    asked.push({ method: request.method, url, form: new URLSearchParams(body) });
    if (instead !== null && url.pathname.endsWith('/token')) return instead();
    const headers = Object.fromEntries(request.headers);
    const answer = await setup.entra.handle({
      method: request.method,
      url: url.pathname + url.search,
      headers,
      body,
    });
    return new Response(answer?.body ?? '', {
      status: answer?.status ?? 404,
      headers: answer?.headers ?? {},
    });
  };
  const choose = async (address: string, persona: string) => {
    const { pathname, searchParams } = new URL(address);
    searchParams.set(persona === 'refuse' ? 'refuse' : 'persona', persona);
    const page = await setup.get(pathname, Object.fromEntries(searchParams));
    return new URL(page.headers['location'] ?? 'about:blank').searchParams;
  };
  return { ...setup, fetch, asked, choose, answerTokensWith: (answer) => (instead = answer) };
}
