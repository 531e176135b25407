import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { JWTPayload } from 'jose';
import { newTraceId } from '#test/lambda/invoke-request';
import { accountId, region } from '#test/local/aws-account';

/** An authorised request to an HTTP API. */
export interface AuthorisedRequest {
  readonly request: IncomingMessage;
  readonly requestId: string;
  readonly body: Buffer;
  readonly claims: JWTPayload;
}

const apiId = 'local';
const textTypes = /^(?:text\/|application\/(?:json|javascript|xml)\b)/;

/** Makes a request id in the format of API Gateway. */
export const newRequestId = (): string => `${randomBytes(11).toString('base64')}`;

/** Converts a claim to text as API Gateway does. */
const claimText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value));

const mapValues = (fields: object, change: (value: unknown) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));

/** Joins several values of one name with commas. */
const queryOf = (query: URLSearchParams): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));

const timeText = (time: Date): string => {
  const [, day, month, year, clock] = /^\w+, (\d+) (\w+) (\d+) (\S+)/.exec(time.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${clock} +0000`;
};

/**
 * Makes the event for a request, in payload format 2.0.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpEventOf = ({ request, requestId, body, claims }: AuthorisedRequest): object => {
  const { method = '', url = '', headers, httpVersion, socket } = request;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const { cookie, connection: _, ...others } = headers;
  const domainName = `${apiId}.execute-api.${region}.amazonaws.com`;
  const sourceIp = socket.remoteAddress ?? '';
  const now = new Date();
  const isText = textTypes.test(headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    ...(cookie && { cookies: cookie.split('; ') }),
    headers: {
      'x-amzn-trace-id': newTraceId(),
      ...mapValues(others, String),
      'x-forwarded-for': sourceIp,
      'x-forwarded-port': String(socket.localPort),
      'x-forwarded-proto': 'http',
    },
    ...(query && { queryStringParameters: queryOf(new URLSearchParams(query)) }),
    requestContext: {
      accountId,
      apiId,
      authorizer: { jwt: { claims: mapValues(claims, claimText), scopes: null } },
      domainName,
      domainPrefix: apiId,
      http: { method, path, protocol: `HTTP/${httpVersion}`, sourceIp, userAgent: headers['user-agent'] ?? '' },
      requestId,
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: timeText(now),
      timeEpoch: now.getTime(),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
};
