/**
 * Loaded before the program (`node --import`): writes every statement that it sends to the embedded database into the file
 * `STATEMENTS_TO`, one a line as JSON, each once.
 */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const file = process.env.STATEMENTS_TO;
if (file === undefined) throw new Error('STATEMENTS_TO is not set');
const heard = new Set<string>();

/** PostgreSQL's message that plans a statement: `P`, four bytes of length, a name, the statement. */
const PARSE = 0x50;

const send = PGlite.prototype.execProtocolRaw;
PGlite.prototype.execProtocolRaw = function (message, options) {
  if (message[0] === PARSE) {
    const [, statement = ''] = Buffer.from(message).subarray(5).toString('utf8').split('\0');
    heard.add(statement);
  }
  return send.call(this, message, options);
};

process.on('exit', () => writeFileSync(file, [...heard].map((statement) => `${JSON.stringify(statement)}\n`).join('')));
