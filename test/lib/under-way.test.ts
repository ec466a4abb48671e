import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { HttpApp } from '../../src/lib/http-app.ts';
import { createUnderWay } from '../../src/lib/under-way.ts';

it('a stop waits for the answers that are being made, well or not', async () => {
  const underWay = createUnderWay();
  const app: HttpApp = new Hono();
  const [slow, bad] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  app.use(underWay.count);
  app.get('/slow', async (context) => {
    await slow.promise;
    return context.text('done');
  });
  app.get('/bad', async () => {
    await bad.promise;
    throw new Error('of the handler');
  });
  app.onError((_error, context) => context.text('fault', 500));

  const answers = Promise.all(['/slow', '/bad'].map((path) => app.request(path)));
  const order: string[] = [];
  const settled = underWay.settled().then(() => order.push('settled'));
  bad.resolve();
  // Longer than what is settled would need to be told.
  await new Promise((resolve) => setImmediate(resolve));
  order.push('still one');
  slow.resolve();
  expect((await answers).map(({ status }) => status)).toEqual([200, 500]);
  await settled;
  expect(order).toEqual(['still one', 'settled']);
  await underWay.settled();
});
