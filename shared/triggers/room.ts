import type { Room } from '#shared/request';

/** Bytes that the rest of a reply takes: its headers, and what is around the answer. */
const around = 2_000;

/** What Lambda returns, and load balancers take, at most. AWS writes 6 MB and 1 MB; the smaller meaning is safe. */
const most = { lambda: 6_000_000, loadBalancer: 1_000_000 } as const;

/**
 * What ways back can carry.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const rooms = {
  gateway: { bytes: most.lambda - around, escaped: true },
  loadBalancer: { bytes: most.loadBalancer - around, escaped: true },
  invocation: { bytes: most.lambda - around, escaped: false },
} as const satisfies Record<string, Room>;
