import type { Room } from '#shared/request';

/** In bytes: the reply's headers, and the JSON around the answer. */
const around = 2_000;

/**
 * The largest response of Lambda, and the largest that a load balancer accepts. AWS says 6 MB and 1 MB; this is the
 * safe reading.
 */
const most = { lambda: 6_000_000, loadBalancer: 1_000_000 } as const;

/**
 * The limits of each kind of reply.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html
 */
export const rooms = {
  gateway: { bytes: most.lambda - around, escaped: true },
  loadBalancer: { bytes: most.loadBalancer - around, escaped: true },
  invocation: { bytes: most.lambda - around, escaped: false },
} as const satisfies Record<string, Room>;
