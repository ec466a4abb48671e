import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  CALLBACKS,
  DUTY_GROUP_SCOPES,
  EVENT_SCOPES,
  LISTEN_SCOPE,
  MENUS,
  OPTIONAL_SCOPES,
  SCOPES,
  SLASHES,
  URGENT_SCOPES,
} from '../../../src/adapter/feishu/wire/app-registration.ts';
import { CALL_SCOPES } from '../../../src/adapter/feishu/wire/names.ts';
import { COMMANDS } from '../../../src/commands.ts';
import { readSources } from '../../house/sources.ts';

interface Manifest {
  readonly scopes: { readonly tenant: readonly string[]; readonly user: readonly string[] };
  readonly optional_scopes: Manifest['scopes'];
  readonly events: { readonly items: { readonly tenant: readonly string[]; readonly user: readonly string[] } };
  readonly callbacks: { readonly items: readonly string[] };
  readonly bot_menus: readonly { readonly event_key: string; readonly name: object }[];
  readonly slash_commands: readonly { readonly command: string; readonly description: { readonly i18n: object } }[];
}

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../../manifest/${name}.json`, import.meta.url), 'utf8'));
const manifest: Manifest = read('feishu');
const CODE = readSources().filter(({ path }) => path.startsWith('src/adapter/feishu/'));

describe('the manifest for Feishu', () => {
  it('asks for the scopes that its events and calls need, and for no other', () => {
    expect(manifest.scopes).toEqual({ tenant: SCOPES, user: [] });
    expect(read('feishu.scopes')).toEqual({ scopes: manifest.scopes });
    expect(manifest.optional_scopes).toEqual({ tenant: OPTIONAL_SCOPES, user: [] });
    expect(read('feishu.urgent.scopes')).toEqual({ scopes: { tenant: URGENT_SCOPES, user: [] } });
    expect(read('feishu.duty-group.scopes')).toEqual({ scopes: { tenant: DUTY_GROUP_SCOPES, user: [] } });
    expect(read('feishu.listen.scopes')).toEqual({ scopes: { tenant: [LISTEN_SCOPE], user: [] } });
    const needed = [...Object.values(CALL_SCOPES), ...Object.values(EVENT_SCOPES)].flat();
    expect(new Set([...SCOPES, ...OPTIONAL_SCOPES])).toEqual(new Set(needed));
  });

  it('subscribes to the events and callbacks that are listened to', () => {
    expect(manifest.events.items).toEqual({ tenant: Object.keys(EVENT_SCOPES), user: [] });
    expect(manifest.callbacks.items).toEqual(CALLBACKS);
    const parse = CODE.find(({ path }) => path.endsWith('/parse.ts'))?.code ?? '';
    const cases = [...parse.matchAll(/\bcase '([\w.]+)'/g)].map(([, name]) => name ?? '');
    expect(cases.sort()).toEqual([...Object.keys(EVENT_SCOPES), ...CALLBACKS].sort());
  });

  it('knows every call that the adapter makes', () => {
    const called = CODE.flatMap(({ code }) => [
      ...[...code.matchAll(/\.(?:call|download)(?:<[^(]*>)?\(\s*'([A-Z]+)',\s*(?:pathOf)?(['`])(.*?)\2/gs)].map(
        ([, method, , path = '']) => `${method} ${path.replaceAll(/\$\{[^}]*\}/g, ':id')}`,
      ),
      ...[...code.matchAll(/const path = pathOf`(.*?)`/g)].map(
        ([, path = '']) => `POST ${path.replaceAll(/\$\{[^}]*\}/g, ':id')}`,
      ),
    ]);
    expect([...new Set(called)].sort()).toEqual(Object.keys(CALL_SCOPES).sort());
  });

  it('leads each entry of the menu to a command, in both languages and by a key that Feishu takes', () => {
    expect(manifest.bot_menus.map(({ event_key }) => event_key)).toEqual(MENUS);
    const names = COMMANDS.map(({ name }) => name);
    for (const { event_key, name } of manifest.bot_menus) {
      expect(names).toContain(event_key);
      expect(event_key.length).toBeLessThanOrEqual(30);
      expect(Object.keys(name)).toEqual(['zh_cn', 'en_us']);
    }
  });

  it('offers the slashes that are read', () => {
    expect(manifest.slash_commands.map(({ command }) => command)).toEqual(SLASHES);
    for (const { description } of manifest.slash_commands)
      expect(Object.keys(description.i18n)).toEqual(['zh_cn', 'en_us']);
  });
});
