import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { describeApi } from '../../src/api/api.ts';
import { ROOT } from '../house/sources.ts';

it('is described as it is (deskbell openapi > docs/openapi.json)', () => {
  const described = JSON.parse(readFileSync(join(ROOT, 'docs/openapi.json'), 'utf8'));
  expect(JSON.parse(JSON.stringify(describeApi()))).toEqual(described);
});
