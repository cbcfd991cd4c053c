/** A person with a code, at Microsoft's page: types it, picks who they are, or refuses. */
import type { Persona, World } from './world.ts';

export interface TypedCode {
  readonly userCode: string;
  readonly verificationUri: string;
}

/** Opens an address and gives back the page. */
type Browse = (address: URL) => Promise<string>;

/** @returns the last page. @param who a person, or `refuse`. */
export function typeCode(world: World, code: TypedCode, who: Persona): Promise<string> {
  return typeCodeIn(
    async ({ pathname, search }) => {
      const request = { method: 'GET', url: pathname + search, headers: {}, body: '' };
      return (await world.sandbox.handle(request)).body;
    },
    code,
    who,
  );
}

/** The same in any browser. */
export async function typeCodeIn(browse: Browse, code: TypedCode, who: Persona): Promise<string> {
  const empty = await browse(new URL(code.verificationUri));
  const action = /<form method="get" action="([^"]+)"/.exec(empty)?.[1] ?? '';
  const typed = new URL(action, code.verificationUri);
  typed.searchParams.set(/<input[^>]* name="([^"]+)"/.exec(empty)?.[1] ?? '', code.userCode.toLowerCase());
  const people = await browse(typed);
  const mark = who === 'refuse' ? 'id="refuse"' : `data-persona="${who}"`;
  const link = [...people.matchAll(/<a\s[^>]*>/g)].find(([tag]) => tag.includes(mark))?.[0] ?? '';
  const href = /href="([^"]*)"/.exec(link)?.[1]?.replaceAll(/&(?:#38|amp);/g, '&') ?? '';
  return browse(new URL(href, typed));
}
