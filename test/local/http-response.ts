import * as z from 'zod/mini';
import type { Outcome } from '#test/lambda/runtime-api';

/** An HTTP response. */
export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Buffer;
}

const responseSchema = z.object({
  statusCode: z.coerce.number().check(z.int(), z.gte(100), z.lte(599)),
  headers: z._default(z.record(z.string(), z.coerce.string()), {}),
  cookies: z.optional(z.array(z.string())),
  body: z._default(z.string(), ''),
  isBase64Encoded: z._default(z.boolean(), false),
});

/** Makes a response of API Gateway itself. */
export const gatewayResponse = (status: number, message: string): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Makes the response from a function's answer, in payload format 2.0. An answer without a status code is sent as JSON.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export const httpResponseOf = ({ failed, payload }: Outcome): HttpResponse => {
  const broken = gatewayResponse(500, 'Internal Server Error');
  if (failed) return broken;
  const answer = parse(payload);
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) {
    return { status: 200, headers: { 'content-type': 'application/json' }, body: payload };
  }
  const { success, data } = responseSchema.safeParse(answer);
  if (!success) return broken;
  const { statusCode, headers, cookies, body, isBase64Encoded } = data;
  return {
    status: statusCode,
    headers: { ...headers, ...(cookies && { 'set-cookie': cookies }) },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
};
