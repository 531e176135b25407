import { expect, test } from 'vitest';
import { createAddresses } from '#shared/chat/addresses';
import { regions } from '#shared/regions';

const [domain, standby] = [`https://${regions.tokyo.domain}`, `https://${regions.tokyo.standby}`];

test('stays with an address until that one is left', () => {
  const addresses = createAddresses(undefined);
  expect(addresses.inUse('tokyo')).toBe(domain);
  addresses.leave(domain);
  expect([addresses.inUse('tokyo'), addresses.inUse('tokyo')]).toEqual([standby, standby]);
  addresses.leave(standby);
  expect(addresses.inUse('tokyo')).toBe(domain);
});

test('concurrent failures at one address move once', () => {
  const addresses = createAddresses(undefined);
  for (let count = 0; count < 4; count += 1) addresses.leave(domain);
  expect(addresses.inUse('tokyo')).toBe(standby);
});

test('another region begins with its own domain', () => {
  const addresses = createAddresses(undefined);
  addresses.leave(domain);
  expect(addresses.inUse('seoul')).toBe(`https://${regions.seoul.domain}`);
});

test('an address that is given is the only one', () => {
  const addresses = createAddresses('http://127.0.0.1:8080');
  addresses.leave('http://127.0.0.1:8080');
  expect(addresses.inUse('tokyo')).toBe('http://127.0.0.1:8080');
});
