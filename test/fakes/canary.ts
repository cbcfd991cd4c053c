/**
 * Every secret that went over the wire is a canary: it must be found nowhere in the database, in no view and in no
 * reported failure. Sealed copies do not count, since nobody can read them there.
 */
import { sql } from 'kysely';
import type { TestDatabase } from './database.ts';
import type { World } from './world.ts';

const PLACES_OF_SECRETS = [
  /"(?:secretText|access_token|refresh_token|id_token)":"([^"]+)"/g,
  /(?:^|&)(?:client_secret|code|code_verifier)=([^&]+)/g,
];

/** Where a secret was found, and which: none when all is well. */
export async function findSecrets(
  world: World,
  { database }: TestDatabase,
  ...more: readonly string[]
): Promise<readonly string[]> {
  const secrets = new Set([...more, ...world.exchanges.flatMap(secretsIn)]);
  const texts = [...(await everyRow(database.kysely)), ...(await everyView(world)), ...failures(world)];
  return texts.flatMap(([place, text]) =>
    [...secrets].flatMap((secret) =>
      forms(secret)
        .filter((form) => text.includes(form))
        .map(() => place),
    ),
  );
}

function secretsIn({ request, response }: World['exchanges'][number]): string[] {
  const sent = request.headers['authorization']?.replace(/^Bearer /, '') ?? '';
  const found = [request.body, response.body].flatMap((body) =>
    PLACES_OF_SECRETS.flatMap((place) => [...body.matchAll(place)].map((match) => match[1] ?? '')),
  );
  return [sent, ...found.map(decodeURIComponent)].filter((secret) => secret.length >= 16);
}

/** As it is, as JSON writes it, and in base64. */
function forms(secret: string): string[] {
  const encoded = Buffer.from(secret).toString('base64').replace(/=+$/, '');
  return [...new Set([secret, JSON.stringify(secret).slice(1, -1), encoded])];
}

type Row = readonly [place: string, text: string];

async function everyRow(kysely: TestDatabase['database']['kysely']): Promise<Row[]> {
  const tables = await sql<{ name: string }>`
    select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    kysely,
  );
  const rows = await Promise.all(
    tables.rows.map(async ({ name }) => {
      const found = await sql<{
        text: string;
      }>`select to_jsonb(t)::text as text from ${sql.raw(name)} t`.execute(kysely);
      return found.rows.map(({ text }): Row => [`table ${name}`, text]);
    }),
  );
  return rows.flat();
}

async function everyView(world: World): Promise<Row[]> {
  const anna = world.actor('anna');
  const lines = await world.engine.list(anna);
  const views = await Promise.all(lines.map(({ runId }) => world.engine.view(anna, runId)));
  return [...lines, ...views].map((view): Row => ['view', JSON.stringify(view)]);
}

function failures(world: World): Row[] {
  return world.failures.map((cause): Row => [
    'failure',
    cause instanceof Error ? `${String(cause)} ${cause.stack ?? ''} ${JSON.stringify(cause)}` : String(cause),
  ]);
}
