import { expect, test } from 'vitest';
import { rooms } from '#shared/triggers/room';

test('a load balancer carries less than Lambda returns, and both leave room for the rest of a reply', () => {
  expect(rooms.loadBalancer.bytes).toBeLessThan(1_000_000);
  expect(rooms.gateway.bytes).toBeLessThan(6_000_000);
  expect(rooms.loadBalancer.bytes).toBeLessThan(rooms.gateway.bytes);
});
