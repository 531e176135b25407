import { expect, test } from 'vitest';
import { portsFrom, readMaxReceiveCount, readPorts } from '#test/local/ports';

test('PORT changes all ports', () => {
  expect(readPorts({ PORT: '4000' })).toEqual(portsFrom(4000));
  const ports = Object.values(readPorts({}));
  expect(new Set(ports).size).toBe(ports.length);
  expect(readPorts({ PORT: '' })).toEqual(readPorts({}));
});

test.each(['web', '0', '65529', '3000.5'])('rejects %s as PORT', (PORT) => {
  expect(() => readPorts({ PORT })).toThrow(`PORT must be a port between 1 and 65528, not "${PORT}".`);
});

test('reads MAX_RECEIVE_COUNT, which is optional', () => {
  expect(readMaxReceiveCount({ MAX_RECEIVE_COUNT: '2' })).toBe(2);
  expect(readMaxReceiveCount({})).toBeUndefined();
});

test.each(['few', '0', '1001', '1.5'])('rejects %s as MAX_RECEIVE_COUNT', (MAX_RECEIVE_COUNT) => {
  expect(() => readMaxReceiveCount({ MAX_RECEIVE_COUNT })).toThrow(`between 1 and 1000, not "${MAX_RECEIVE_COUNT}".`);
});
