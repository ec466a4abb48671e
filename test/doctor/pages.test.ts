import { expect, it } from 'vitest';
import { examinePages } from '../../src/doctor/pages.ts';

it.each([
  [undefined, 'note', 'off'],
  ['https://desk.example.com', 'ok', 'ok'],
  ['https://desk.example.com:8443/bell', 'ok', 'ok'],
  ['http://desk.example.com', 'warning', 'plain'],
  ['http://127.0.0.1:3000', 'warning', 'here'],
  ['https://localhost', 'warning', 'here'],
  ['https://[::1]:3000', 'warning', 'here'],
  ['https://192.168.1.5', 'warning', 'here'],
  ['https://172.20.0.2', 'warning', 'here'],
  ['https://172.40.0.2', 'ok', 'ok'],
  ['https://deskbell', 'warning', 'here'],
  ['https://desk.local', 'warning', 'here'],
  ['https://10.example.com', 'ok', 'ok'],
])('PUBLIC_URL %s is a %s: %s', (url, level, code) => {
  expect(examinePages(url)).toMatchObject({ level, code: `doctor.pages.${code}` });
});

it('shows no password that stands in the address', () => {
  const shown = JSON.stringify(examinePages('https://desk:hunter2@desk.example.com'));
  expect(shown).toContain('https://desk.example.com/web/');
  expect(shown).not.toContain('hunter2');
});
