import { isAbsolute } from 'node:path';
import { z } from 'zod';

/** Where the virus scanner `clamd` listens: TCP, or a socket in the file system. */
export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

const MOST_PORT = 65_535;

/** The setting as it is written: `127.0.0.1:3310`, `[::1]:3310` or `/run/clamav/clamd.ctl`. */
export const ClamdSetting = z.string().transform((text, context): ClamdAddress => {
  if (isAbsolute(text)) return { path: text };
  const [, six, host = six, port] = /^(?:\[([0-9a-fA-F:.]+)\]|([^\s:/[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  if (host !== undefined && Number(port) >= 1 && Number(port) <= MOST_PORT) return { host, port: Number(port) };
  context.addIssue({ code: 'custom', message: 'a host and a port (127.0.0.1:3310), or the path of a socket' });
  return z.NEVER;
});
