/**
 * Chat's data centres: the domain of their server API, and the standby for when the first cannot be reached. An
 * application lives in one of them.
 *
 * @see https://trtc.io/document/34620
 * @see https://trtc.io/zh/document/78304 for Riyadh
 */
export const regions = {
  china: { domain: 'console.tim.qq.com', standby: 'adminapi.my-imcloud.com' },
  singapore: { domain: 'adminapisgp.im.qcloud.com', standby: 'adminapisgp.my-imcloud.com' },
  seoul: { domain: 'adminapikr.im.qcloud.com', standby: 'adminapikr.my-imcloud.com' },
  tokyo: { domain: 'adminapijpn.im.qcloud.com', standby: 'adminapijpn.my-imcloud.com' },
  frankfurt: { domain: 'adminapiger.im.qcloud.com', standby: 'adminapiger.my-imcloud.com' },
  'silicon-valley': { domain: 'adminapiusa.im.qcloud.com', standby: 'adminapiusa.my-imcloud.com' },
  jakarta: { domain: 'adminapiidn.im.qcloud.com', standby: 'adminapiidn.my-imcloud.com' },
  riyadh: { domain: 'adminapiksa.im.qcloud.com', standby: 'adminapiksa.my-imcloud.com' },
} as const;

/** The name of a data centre of Chat. */
export type Region = keyof typeof regions;

/** Whether a value names a data centre. */
export const isRegion = (value: unknown): value is Region => typeof value === 'string' && Object.hasOwn(regions, value);
