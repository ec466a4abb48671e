import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { signedHeaders } from '../../../src/adapter/webhook/sign.ts';
import { verify } from '../../support/receiver.ts';

const [OLD, NEW] = ['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];
const AT = 1_614_265_330_000;
const MESSAGE = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', body: '{"test": 2432232314}' };
const bytes = (secret: string) => Buffer.from(secret, 'base64');

it('signs as the published example of the standard does', () => {
  expect(signedHeaders([bytes(OLD)], MESSAGE, AT)).toEqual({
    'webhook-id': MESSAGE.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

it('is verified by the library of the standard, by each secret of a change, and by no other', () => {
  const headers = signedHeaders([bytes(NEW), bytes(OLD)], MESSAGE, AT);
  expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
  for (const secret of [OLD, NEW]) expect(verify(secret, MESSAGE.body, headers, AT)).toEqual({ test: 2432232314 });
  expect(() => verify(OLD.replace('M', 'N'), MESSAGE.body, headers, AT)).toThrow('signature');
  expect(() => verify(OLD, '{"test": 0}', headers, AT)).toThrow('signature');
  expect(() => verify(OLD, MESSAGE.body, headers, AT + 600_000)).toThrow('too old');
  expect(new Webhook(OLD).sign(MESSAGE.id, new Date(AT), MESSAGE.body)).toBe(
    headers['webhook-signature']?.split(' ')[1],
  );
});
