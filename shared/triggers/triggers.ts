import { direct } from '#shared/triggers/direct';
import { eventBridge } from '#shared/triggers/event-bridge';
import { httpApi } from '#shared/triggers/http-api';
import { kinesis } from '#shared/triggers/kinesis';
import { loadBalancer, multiValueLoadBalancer } from '#shared/triggers/load-balancer';
import { ping } from '#shared/triggers/ping';
import { pipe } from '#shared/triggers/pipe';
import { restApi } from '#shared/triggers/rest-api';
import { sns } from '#shared/triggers/sns';
import { sqs, sqsPipe } from '#shared/triggers/sqs';
import type { Trigger } from '#shared/triggers/trigger';
import { unsupportedByName, unsupportedByParts } from '#shared/triggers/unsupported';

/** All event sources, in the order in which they are tried. The last one accepts everything. */
export const triggers: readonly Trigger[] = [
  ping,
  unsupportedByParts,
  httpApi,
  multiValueLoadBalancer,
  loadBalancer,
  restApi,
  sqs,
  sqsPipe,
  sns,
  eventBridge,
  kinesis,
  unsupportedByName,
  pipe,
  direct,
];
