import { samples } from '#test/events/samples';

/** The samples of the gateways, as requests to a path: a stage or another base path stands before it where there may be one. */
export const gatewayEvents = (path: string) => {
  const { httpApi, functionUrl, restApi, httpApiPayload1, loadBalancer, multiValueLoadBalancer } = samples;
  return {
    httpApi: { ...httpApi, rawPath: `/stage${path}` },
    functionUrl: { ...functionUrl, rawPath: path },
    restApi: { ...restApi, path },
    httpApiPayload1: { ...httpApiPayload1, httpMethod: 'POST', path: `/stage${path}` },
    loadBalancer: { ...loadBalancer, httpMethod: 'POST', path: `/chat${path}` },
    multiValueLoadBalancer: { ...multiValueLoadBalancer, httpMethod: 'POST', path },
  } as const;
};
