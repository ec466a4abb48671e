import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type PostgresServer, startPostgres } from '../../test/support/postgres.ts';

let server: Promise<PostgresServer> | undefined;

/** An empty database on a PostgreSQL that all scenarios share; it starts when the first one asks. */
export async function createDatabase(): Promise<string> {
  server ??= startPostgres();
  const { url: home } = await server;
  const name = `fault_${randomUUID().replaceAll('-', '')}`;
  const client = new pg.Client({ connectionString: home });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(home);
  url.pathname = `/${name}`;
  return url.href;
}

/** Ends the shared server, if it was started. */
export async function stopDatabases(): Promise<void> {
  await (await server)?.stop();
}
