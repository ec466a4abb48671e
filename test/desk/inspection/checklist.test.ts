import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { itemsToNote, openItems, unnotedItems, unseenItems } from '../../../src/desk/inspection/checklist.ts';
import type { ChecklistChange, Inspection, InspectionTerms } from '../../../src/desk/inspection/inspection.ts';
import { readItem } from '../../../src/desk/inspection/read-item.ts';
import { decideStep, planInspection } from '../../../src/desk/inspection/step.ts';
import { termsOf } from '../../../src/desk/inspection/terms.ts';

const NOW = Date.parse('2026-11-16T10:00:00+08:00');
let terms: InspectionTerms;
let planned: Inspection;
beforeAll(async () => {
  terms = termsOf(prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source), 'sample');
  const plan = { customer: 'sample', site: 'main', owner: 'projectManager', date: '2026-11-27' };
  const entered = planInspection(plan, terms, 'desk', NOW);
  if (!entered.ok) throw new Error(entered.code);
  planned = entered.value.state;
});

const NOTHING: ChecklistChange = { marks: {}, notes: {}, photos: [], note: '' };
const photo = (item: string, name: string) => ({ item, file: { name, link: `https://x/${name}` } });

function take(
  state: Inspection,
  entered: Partial<ChecklistChange>,
  by = 'engineer1',
  verb: 'note-item' | 'check-inspection' = 'check-inspection',
) {
  return decideStep(state, { verb, entered: { ...NOTHING, ...entered } }, terms, by, NOW);
}

function enter(state: Inspection, entered: Partial<ChecklistChange>, by?: string): Inspection {
  const decided = take(state, entered, by);
  if (!decided.ok) throw new Error(decided.code);
  return decided.value.state;
}

const keys = (items: readonly { readonly key: string }[]) => items.map(({ key }) => key);

describe('two people fill in the same list', () => {
  test('each item has the last mark; notes and photos of both are kept', () => {
    const first = enter(planned, { marks: { ports: 'severe', cpu: 'ok' }, notes: { ports: 'port 7 flaps' } });
    const second = enter(first, { marks: { cpu: 'na', memory: 'ok' }, photos: [photo('cpu', 'cpu.png')] }, 'engineer2');
    const third = enter(second, { notes: { ports: 'port 9 too' }, photos: [photo('ports', 'port.png')] });
    expect(third.checklist?.marks).toEqual({ ports: 'severe', cpu: 'na', memory: 'ok' });
    expect(third.checklist?.notes).toEqual({ ports: 'port 7 flaps\nport 9 too' });
    expect(third.checklist?.photos?.map(({ item, file, by }) => `${item} ${file.name} ${by}`)).toEqual([
      'cpu cpu.png engineer2',
      'ports port.png engineer1',
    ]);
  });

  test('the log has who entered what; a change of nothing writes no entry', () => {
    const first = enter(planned, { marks: { ports: 'severe' } });
    const again = take(first, { marks: { ports: 'severe', cpu: 'ok' }, note: 'dusty' });
    expect(again.ok && again.value.added.map(({ by, data }) => [by, data])).toEqual([
      ['engineer1', { what: 'check-inspection', entered: { ...NOTHING, marks: { cpu: 'ok' }, note: 'dusty' } }],
    ]);
    const same = take(first, { marks: { ports: 'severe' } });
    expect(same.ok && same.value.added).toEqual([]);
  });

  test('photos with the same name get different names', () => {
    const one = enter(planned, { photos: [photo('cpu', 'image.png'), photo('cpu', 'image.png'), photo('cpu', 'img')] });
    const two = enter(one, { photos: [photo('ports', 'image.png'), photo('ports', 'img')] });
    expect(two.checklist?.photos?.map(({ file }) => file.name)).toEqual([
      'image.png',
      'image-2.png',
      'img',
      'image-3.png',
      'img-2',
    ]);
  });

  test('the same note is stored once; different notes and remarks are added', () => {
    const state = ['dusty', 'dusty', 'warm'].reduce(
      (before, note) => enter(before, { note, notes: { room: note } }),
      planned,
    );
    expect([state.checklist?.note, state.checklist?.notes?.room]).toEqual(['dusty\nwarm', 'dusty\nwarm']);
  });
});

test('missing are items without a mark and findings without a note; n.a. may have a note', () => {
  const state = enter(planned, {
    marks: { ports: 'severe', cpu: 'ok', room: 'na', logs: 'general' },
    notes: { logs: 'ECC' },
  });
  const { rule } = terms;
  expect(unseenItems(state, rule)).toHaveLength(rule.checklist.length - 4);
  expect(keys(unnotedItems(state, rule))).toEqual(['ports']);
  expect(keys(itemsToNote(state, rule))).toEqual(['ports', 'room']);
  expect(keys(openItems(state, rule))).toEqual(['ports', 'logs']);
});

test('a list that an older version stored without notes and photos can be filled in further', () => {
  const old: Inspection = {
    ...planned,
    checklist: { by: 'engineer1', at: NOW, marks: { ports: 'severe' }, note: 'x' },
  };
  expect(keys(unnotedItems(old, terms.rule))).toEqual(['ports']);
  const state = enter(old, { notes: { ports: 'port 7' }, photos: [photo('ports', 'a.png')] });
  expect(state.checklist).toMatchObject({ marks: { ports: 'severe' }, notes: { ports: 'port 7' }, note: 'x' });
});

describe('a change of the list is refused', () => {
  test('if the notes get too long or the photos too many', () => {
    const long = enter(planned, { notes: { ports: 'x'.repeat(3_000) } });
    expect(take(long, { notes: { ports: 'y'.repeat(1_000) } })).toMatchObject({ ok: false, code: 'input.too-long' });
    const many = enter(planned, { photos: Array.from({ length: 100 }, (_, at) => photo('cpu', `${at}.png`)) });
    expect(take(many, { photos: [photo('cpu', 'one more.png')] })).toMatchObject({
      ok: false,
      code: 'inspection.too-many-photos',
    });
    expect(take(many, { marks: { cpu: 'ok' } }).ok).toBe(true);
  });

  test('after the report was delivered, but not if the inspection is only finished', () => {
    const finished: Inspection = { ...planned, finished: { by: 'engineer1', at: NOW } };
    expect(take(finished, { marks: { cpu: 'ok' } }).ok).toBe(true);
    const found = { verb: 'record-finding', title: 'a fan rattles' } as const;
    expect(decideStep(finished, found, terms, 'engineer1', NOW).ok).toBe(true);
    const delivered = { ...finished, report: { delivered: { by: 'engineer2', at: NOW } } };
    for (const verb of ['check-inspection', 'note-item'] as const)
      expect(take(delivered, { marks: { cpu: 'ok' } }, 'engineer1', verb)).toMatchObject({
        code: 'inspection.report-there',
        params: { by: 'engineer2' },
      });
    expect(take({ ...planned, status: 'cancelled' }, { marks: { cpu: 'ok' } })).toMatchObject({
      code: 'inspection.already-cancelled',
    });
  });
});

describe('reading the item at the beginning of a text', () => {
  test.each([
    ['ports port 7 flaps', 'ports', 'port 7 flaps'],
    ['端口7号口闪断', 'ports', '7号口闪断'],
    ['端口：7号口', 'ports', '7号口'],
    ['4 flaps', 'ports', 'flaps'],
    ['13, warm', 'room', 'warm'],
    ['1', 'physical', ''],
    ['Power and cabling: loose', 'power', 'loose'],
    ['cabling loose', 'power', 'loose'],
    ['电源 松动', 'power', '松动'],
    ['CPU', 'cpu', ''],
    ['CPU 利用率 90%', 'cpu', '90%'],
    ['room', 'room', ''],
    ['hardware fine', 'diagnosis', 'fine'],
  ])('%s', (text, key, rest) => {
    expect(readItem(text, terms.rule.checklist)).toMatchObject({ item: { key }, rest });
  });

  test.each(['', '99 x', 'the fan', 'po', '电', 'cpus are hot', '__proto__'])('finds none in %j', (text) => {
    expect(readItem(text, terms.rule.checklist)).toBeUndefined();
  });
});
