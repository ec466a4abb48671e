import { readFileSync } from 'node:fs';
import type { webApi } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import {
  BOT_SCOPES,
  COMMANDS,
  DUTY_GROUP_SCOPES,
  EVENTS,
  EVENTS_PATH,
  METHOD_SCOPES,
  SHORTCUTS,
} from '../../../src/adapter/slack/wire/names.ts';
import { COMMANDS as DESK } from '../../../src/commands.ts';
import { readSources } from '../../house/sources.ts';

type Manifest = Parameters<webApi.WebClient['apps']['manifest']['create']>[0] extends { manifest: infer M } ? M : never;

function readManifest(way: 'http' | 'socket'): Extract<Manifest, object> {
  return JSON.parse(readFileSync(new URL(`../../../manifest/slack.${way}.json`, import.meta.url), 'utf8'));
}

describe.each(['http', 'socket'] as const)('the manifest %s', (way) => {
  const { display_information: shown, features, oauth_config, settings } = readManifest(way);

  it('registers the slash commands that are listened to, each with its mentions escaped', () => {
    const commands = features?.slash_commands ?? [];
    expect(commands.map(({ command }) => command)).toEqual(COMMANDS);
    expect(commands.filter(({ should_escape }) => should_escape !== true)).toEqual([]);
  });

  it('registers the shortcuts that are listened to, each a command of the desk', () => {
    const shortcuts = features?.shortcuts ?? [];
    expect(shortcuts.map(({ callback_id }) => callback_id)).toEqual(SHORTCUTS);
    expect(shortcuts.map(({ type }) => type)).toEqual(['global', 'message']);
    const names = DESK.map(({ name }) => name);
    expect(SHORTCUTS.filter((callback) => !names.includes(callback))).toEqual([]);
    for (const { name, description } of shortcuts) {
      expect(name.length).toBeLessThanOrEqual(24);
      expect(description.length).toBeLessThanOrEqual(150);
    }
  });

  it('subscribes to the events that are listened to', () => {
    expect(settings?.event_subscriptions?.bot_events).toEqual(EVENTS);
  });

  it('asks for the scopes that its commands, events and calls need, and for no other', () => {
    // Slack wants what may be left out in both lists.
    expect(oauth_config?.scopes?.bot).toEqual([...BOT_SCOPES, ...DUTY_GROUP_SCOPES].sort());
    expect(oauth_config?.scopes?.bot_optional).toEqual(DUTY_GROUP_SCOPES);
  });

  it('knows every method of the Web API that the adapter calls', () => {
    const code = readSources().filter(({ path }) => path.startsWith('src/adapter/slack/'));
    const called = code.flatMap((source) =>
      [...source.code.matchAll(/\bclient\.((?!apps\.)\w+(?:\.\w+)+)\(/g)].map(([, method]) => method ?? ''),
    );
    expect([...new Set(called)].sort()).toEqual(Object.keys(METHOD_SCOPES));
  });

  it('lets people write to the bot, and keeps to the lengths that Slack takes', () => {
    expect(features?.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect((shown.description ?? '').length).toBeLessThanOrEqual(140);
    for (const { command, description, usage_hint } of features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/[a-z-]{1,31}$/);
      expect(description.length).toBeLessThanOrEqual(2_000);
      expect((usage_hint ?? '').length).toBeLessThanOrEqual(1_000);
    }
  });
});

describe('the manifest for HTTP', () => {
  const { features, settings } = readManifest('http');

  it('leads everything to the one address, over https', () => {
    const urls = [
      ...(features?.slash_commands ?? []).map(({ url }) => url ?? ''),
      settings?.event_subscriptions?.request_url ?? '',
      settings?.interactivity?.request_url ?? '',
      settings?.interactivity?.message_menu_options_url ?? '',
    ];
    expect(settings).toMatchObject({ interactivity: { is_enabled: true }, socket_mode_enabled: false });
    expect(new Set(urls.map((url) => new URL(url).pathname))).toEqual(new Set([EVENTS_PATH]));
    expect(urls.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });
});

describe('the manifest for Socket Mode', () => {
  it('is the one for HTTP without an address, and with Socket Mode switched on', () => {
    const http = readManifest('http');
    const settings = { ...http.settings, socket_mode_enabled: true };
    expect(readManifest('socket')).toEqual(withoutUrls({ ...http, settings }));
  });
});

/** Slack calls addresses `url` or `…_url`. */
function withoutUrls(manifest: object): unknown {
  return JSON.parse(JSON.stringify(manifest, (key, value) => (/(^|_)url$/.test(key) ? undefined : value)));
}
