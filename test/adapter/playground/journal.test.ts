import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../src/adapter/playground/journal.ts';
import { lineOf } from '../contract.ts';
import { openRoom, temporaryFolder } from './room.ts';

const PLACE = { platform: 'playground', channelId: 'sample', threadId: '' };

describe('the journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());
  const file = () => join(folder.path, 'messages.jsonl');

  it('brings messages, refreshed cards and what was read back after a restart', async () => {
    const card = { subject: 't/1', tone: 'neutral', title: 'new', badges: [], parts: [] } as const;
    const before = await openRoom({ dataDir: folder.path });
    const posted = await before.adapter.send(PLACE, { ...lineOf('opened'), card, mentions: ['engineer1'] }, 'n1');
    await before.adapter.refresh(PLACE, posted, {
      ...lineOf(''),
      card: { ...card, title: 'acknowledged', tone: 'good' },
    });
    await before.post('read', { as: 'engineer1', channelId: 'sample' });
    const shown = await before.state('engineer1');
    await before.close();

    const after = await openRoom({ dataDir: folder.path });
    expect(await after.state('engineer1')).toEqual(shown);
    expect(shown.messages[0]?.card?.title).toBe('acknowledged');
    expect(await after.adapter.send(PLACE, lineOf('opened'), 'n1')).toEqual(posted);
    await after.close();
  });

  it('brings a card with links back', async () => {
    const links = [{ label: 'Send files', url: 'https://desk.example/web/t/x' }];
    const card = {
      subject: 't/1',
      tone: 'neutral',
      title: 'T-1',
      badges: [],
      parts: [{ part: 'links', links }],
    } as const;
    const before = await openRoom({ dataDir: folder.path });
    await before.adapter.send(PLACE, { ...lineOf(''), card }, 'n1');
    await before.close();
    const after = await openRoom({ dataDir: folder.path });
    expect((await after.state('engineer1')).messages[0]?.card?.parts).toEqual(card.parts);
    await after.close();
  });

  it('drops a last line that a killed process left half written, wherever it was cut, and goes on behind it', async () => {
    const before = await openRoom({ dataDir: folder.path });
    await before.adapter.send(PLACE, lineOf('整行'), 'n1');
    const whole = readFileSync(file());
    await before.adapter.send(PLACE, lineOf('撕裂的一行'), 'n2');
    await before.close();
    const both = readFileSync(file());

    for (let cut = whole.length; cut < both.length; cut += 1) {
      writeFileSync(file(), both.subarray(0, cut));
      const journal = openJournal(file());
      expect(journal.records).toHaveLength(2);
      journal.close();
    }
    const torn = await openRoom({ dataDir: folder.path });
    await torn.adapter.send(PLACE, lineOf('after the tear'), 'n3');
    await torn.close();
    const after = await openRoom({ dataDir: folder.path });
    expect((await after.state('engineer1')).messages.map((message) => message.text)).toEqual([
      '整行',
      'after the tear',
    ]);
    await after.close();
  });

  it('refuses a line that is damaged in the middle, by its number', () => {
    writeFileSync(
      file(),
      '{"record":"opened","n":0,"epoch":"e"}\n{"record":"mess\n{"record":"opened","n":0,"epoch":"e"}\n',
    );
    expect(() => openJournal(file())).toThrow(/messages\.jsonl, line 2/);
  });
});
