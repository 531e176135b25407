import type { IncomingMessage } from 'node:http';
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import * as z from 'zod/mini';

/** What is used here of hapi, the server in serverless-offline. */
interface Request {
  readonly headers: IncomingMessage['headers'];
  readonly raw: { readonly req: IncomingMessage };
}

interface Response {
  code(status: number): Response;
  header(name: string, value: string): Response;
  takeover(): Response;
}

interface Toolkit {
  authenticated(result: { readonly credentials: object }): unknown;
  response(body: object): Response;
}

const environment = z.object({ TOKEN_ISSUER: z.url(), TOKEN_AUDIENCE: z.string() });

/** serverless-offline puts the JSON in this header into the event as what the authoriser has found, whoever wrote it. */
const authorizerHeader = 'sls-offline-authorizer-override';

/**
 * The JWT authoriser of an HTTP API for serverless-offline, which asks for one at each route: a request without a valid
 * token of the issuer `TOKEN_ISSUER` for the audience `TOKEN_AUDIENCE` is 401; with one, the event holds its claims.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
 */
const provideAuthentication = (_endpoint: unknown, functionKey: string, ...route: readonly string[]) => {
  const { TOKEN_ISSUER: issuer, TOKEN_AUDIENCE: audience } = z.parse(environment, process.env);
  const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
  const checks: JWTVerifyOptions = { issuer, audience, algorithms: ['RS256'], requiredClaims: ['exp'] };

  const authenticate = async ({ headers, raw }: Request, toolkit: Toolkit) => {
    const token = headers.authorization?.replace(/^Bearer /i, '');
    if (!token) return refuse(toolkit, 'Bearer');
    try {
      const { payload } = await jwtVerify(token, keys, checks);
      setAuthorizer(raw.req, payload);
      return toolkit.authenticated({ credentials: {} });
    } catch (error) {
      const reason = String(error).replaceAll(/[^\w :]/g, '');
      return refuse(toolkit, `Bearer error="invalid_token", error_description="${reason}"`);
    }
  };

  const name = [functionKey, ...route].join(' ');
  return { name, scheme: name, getAuthenticateFunction: () => ({ authenticate }) };
};

function refuse(toolkit: Toolkit, challenge: string): Response {
  return toolkit.response({ message: 'Unauthorized' }).code(401).header('www-authenticate', challenge).takeover();
}

/** Leaves one such header: ours. */
function setAuthorizer(request: IncomingMessage, payload: JWTPayload): void {
  const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, asText(value)]));
  const others = request.rawHeaders.filter(
    (_, index, all) => all[index - (index % 2)]?.toLowerCase() !== authorizerHeader,
  );
  request.rawHeaders = [...others, authorizerHeader, JSON.stringify({ jwt: { claims, scopes: null } })];
}

/** API Gateway makes text of every claim. */
function asText(value: unknown): string {
  return Array.isArray(value) ? `[${value.join(' ')}]` : String(value);
}

// serverless-offline calls what `require` gives.
export { provideAuthentication as 'module.exports' };
