/**
 * Chat's data centres, each with the domain of its server API and the standby domain. An application belongs to one
 * data centre.
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

/** The name of one of Chat's data centres. */
export type Region = keyof typeof regions;

/** Whether a value names a data centre. */
export const isRegion = (value: unknown): value is Region => typeof value === 'string' && Object.hasOwn(regions, value);
