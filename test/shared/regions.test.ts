import { expect, test } from 'vitest';
import { isRegion, regions } from '#shared/regions';

/** https://trtc.io/document/34620, and https://trtc.io/zh/document/78304 for Riyadh. */
const documented = [
  ['china', 'console.tim.qq.com', 'adminapi.my-imcloud.com'],
  ['singapore', 'adminapisgp.im.qcloud.com', 'adminapisgp.my-imcloud.com'],
  ['seoul', 'adminapikr.im.qcloud.com', 'adminapikr.my-imcloud.com'],
  ['tokyo', 'adminapijpn.im.qcloud.com', 'adminapijpn.my-imcloud.com'],
  ['frankfurt', 'adminapiger.im.qcloud.com', 'adminapiger.my-imcloud.com'],
  ['silicon-valley', 'adminapiusa.im.qcloud.com', 'adminapiusa.my-imcloud.com'],
  ['jakarta', 'adminapiidn.im.qcloud.com', 'adminapiidn.my-imcloud.com'],
  ['riyadh', 'adminapiksa.im.qcloud.com', 'adminapiksa.my-imcloud.com'],
];

test('are the documented ones with their domains', () => {
  expect(Object.entries(regions).map(([name, { domain, standby }]) => [name, domain, standby])).toEqual(documented);
});

test('are recognised by name', () => {
  expect(documented.filter(([name]) => !isRegion(name))).toEqual([]);
});

test.each(['', 'mumbai', 'Singapore', 'constructor', '__proto__', 'toString', 0, null, undefined, ['china'], {}])(
  'do not include %j',
  (value) => {
    expect(isRegion(value)).toBe(false);
  },
);
