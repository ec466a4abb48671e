import { hostname, userInfo } from 'node:os';

/** Who runs this process, as it is kept beside what they applied: `root@desk-1`. */
export function accountName(): string {
  return `${userName()}@${hostname()}`;
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run under a number that has no name.
    return String(process.getuid?.() ?? 'operator');
  }
}
