/**
 * Loaded before the program (`node --import`): writes every statement that it plans in the embedded database into the file
 * `STATEMENTS_TO`, one a line as JSON, each once.
 */
import { writeFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';

const file = process.env.STATEMENTS_TO;
if (file === undefined) throw new Error('STATEMENTS_TO is not set');
const heard = new Set<string>();

/** PostgreSQL's message that plans a statement: `P`, four bytes of length, a name, the statement. */
const PARSE = 0x50;

/** Reads the messages of PostgreSQL's protocol that stand one behind the other: a letter, a length, a content. */
function hear(bytes: Uint8Array): void {
  const messages = Buffer.from(bytes);
  for (let at = 0; at + 5 <= messages.length; at += 1 + messages.readUInt32BE(at + 1)) {
    const end = at + 1 + messages.readUInt32BE(at + 1);
    if (messages[at] !== PARSE) continue;
    const [, statement = ''] = messages
      .subarray(at + 5, end)
      .toString('utf8')
      .split('\0');
    heard.add(statement);
  }
}

const { execProtocolRaw, execProtocolRawStream, execProtocolRawSync } = PGlite.prototype;
PGlite.prototype.execProtocolRaw = function (message, options) {
  hear(message);
  return execProtocolRaw.call(this, message, options);
};
PGlite.prototype.execProtocolRawStream = function (message, options) {
  hear(message);
  return execProtocolRawStream.call(this, message, options);
};
PGlite.prototype.execProtocolRawSync = function (message) {
  hear(message);
  return execProtocolRawSync.call(this, message);
};

process.on('exit', () => writeFileSync(file, [...heard].map((statement) => `${JSON.stringify(statement)}\n`).join('')));
