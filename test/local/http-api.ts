import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import { type Clock, systemClock } from '#shared/clock';
import type { Api } from '#shared/define-api';
import { readBody } from '#test/emulator/read-body';
import { Refusal } from '#test/lambda/invoke-request';
import { startLoopbackServer } from '#test/lambda/loopback-server';
import type { Outcome } from '#test/lambda/runtime-api';
import { httpEventOf, newRequestId } from '#test/local/http-event';
import { gatewayResponse, type HttpResponse, httpResponseOf } from '#test/local/http-response';
import { createThrottle } from '#test/local/throttle';
import type { TokenIssuer } from '#test/local/token-issuer';

/** The options of an HTTP API. */
export interface HttpApiOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** The APIs to route: each path invokes its function, at the API's rate. */
  readonly functions: readonly { readonly api: Pick<Api, 'path' | 'callsPerSecond'>; readonly functionName: string }[];
  /** The issuer of accepted tokens. It need not run before the first token arrives. */
  readonly issuer: Pick<TokenIssuer, 'url' | 'audience'>;
  /** Invokes a function with an event as JSON text. */
  invoke(functionName: string, payload: string): Promise<Outcome>;
  readonly clock?: Pick<Clock, 'now'>;
  /** How long a function may take. Default: the 30 s of an HTTP API. */
  readonly timeoutMilliseconds?: number;
}

/** A running HTTP API. */
export interface HttpApi {
  readonly url: string;
  close(): Promise<void>;
}

/** In bytes: API Gateway's limit for a request, and Lambda's for the event made from it. */
const limits = { body: 10_485_760, event: 6_291_456 } as const;

const answers = {
  unauthorized: (challenge: string): HttpResponse => {
    const { headers, ...response } = gatewayResponse(401, 'Unauthorized');
    return { ...response, headers: { ...headers, 'www-authenticate': challenge } };
  },
  notFound: gatewayResponse(404, 'Not Found'),
  tooLarge: gatewayResponse(413, 'Request Entity Too Large'),
  tooMany: gatewayResponse(429, 'Too Many Requests'),
  unavailable: gatewayResponse(503, 'Service Unavailable'),
} as const;

/** Reads the claims of a request's token. Rejects when the token is missing or invalid. */
const createAuthorizer = ({ url: issuer, audience }: HttpApiOptions['issuer']) => {
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  return async (token: string): Promise<JWTPayload> =>
    (await jwtVerify(token, keys, { issuer, audience, algorithms: ['RS256'] })).payload;
};

/**
 * Starts a local HTTP API that behaves like the deployed one with a token issuer: a JWT authoriser and a throttle on
 * each route, events in payload format 2.0, and API Gateway's own answers to requests that reach no function.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
export const startHttpApi = async (options: HttpApiOptions): Promise<HttpApi> => {
  const { functions, invoke, clock = systemClock, timeoutMilliseconds = 30_000 } = options;
  const authorize = createAuthorizer(options.issuer);
  const routes = new Map(
    functions.map(({ api, functionName }) => [
      `POST ${api.path}`,
      { functionName, mayPass: createThrottle(api.callsPerSecond, clock) },
    ]),
  );

  const ask = async (functionName: string, payload: string): Promise<HttpResponse> => {
    const timeout = new AbortController();
    const late = wait(timeoutMilliseconds, answers.unavailable, { signal: timeout.signal });
    try {
      return await Promise.race([invoke(functionName, payload).then(httpResponseOf), late]);
    } catch (error) {
      if (error instanceof Refusal) return answers.unavailable;
      throw error;
    } finally {
      late.catch(() => undefined);
      timeout.abort();
    }
  };

  const answer = async (request: IncomingMessage, requestId: string): Promise<HttpResponse> => {
    const route = routes.get(`${request.method} ${request.url?.split('?')[0]}`);
    if (!route) return answers.notFound;
    const token = request.headers.authorization?.replace(/^Bearer /i, '');
    if (!token) return answers.unauthorized('Bearer');
    const claims = await authorize(token).catch((error: Error) => error);
    if (claims instanceof Error) {
      const reason = claims.message.replaceAll(/[^\w :.-]/g, '');
      return answers.unauthorized(`Bearer error="invalid_token" error_description="${reason}"`);
    }
    if (!route.mayPass()) return answers.tooMany;
    const body = await readBody(request, limits.body);
    if (!body) return answers.tooLarge;
    const event = JSON.stringify(httpEventOf({ request, requestId, body, claims }));
    if (Buffer.byteLength(event) > limits.event) return answers.tooLarge;
    return ask(route.functionName, event);
  };

  const server = await startLoopbackServer(async (request, response) => {
    const requestId = newRequestId();
    const { status, headers, body } = await answer(request, requestId);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    response.writeHead(status, { 'apigw-requestid': requestId }).end(body);
  }, options.port);

  return { url: `http://${server.address}`, close: server.close };
};
