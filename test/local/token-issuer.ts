import type { IncomingMessage } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import * as z from 'zod/mini';
import { readBody } from '#test/emulator/read-body';
import { startLoopbackServer } from '#test/lambda/loopback-server';

/** The claims of a token. `expires_in` is not a claim but the validity in seconds. */
export type Claims = Readonly<Record<string, string>>;

/** Issues tokens for the local HTTP API. */
export interface TokenIssuer {
  /** The `iss` of its tokens, and its address once it has started. */
  readonly url: string;
  /** The `aud` of its tokens. */
  readonly audience: string;
  /** Signs a token. It is valid for `expires_in` seconds, by default twelve hours. Throws when that is not a number. */
  issue(claims: Claims): Promise<string>;
  start(): Promise<{ close(): Promise<void> }>;
}

const audience = 'chat-functions';
const header = { alg: 'RS256', kid: 'local' } as const;
const maximumBytes = 16_384;

const longest = 1_000_000;

const seconds = z._default(z.coerce.number().check(z.int(), z.gte(-longest), z.lte(longest)), 12 * 60 * 60);

/** The fields of a token request, from its query or its form. */
const fieldsOf = async (request: IncomingMessage, query: URLSearchParams): Promise<Claims> => {
  const form = request.method === 'POST' ? new URLSearchParams(`${await readBody(request, maximumBytes)}`) : query;
  const { grant_type: _, ...claims } = Object.fromEntries(form);
  return claims;
};

/**
 * Creates an issuer with its own key for a port on loopback. Once started, it gives a token to anyone who asks:
 * `GET /token?sub=user_0001` answers it as text, `POST /token` with `grant_type=client_credentials` as OAuth has it.
 * Every other field becomes a claim, except `expires_in`.
 */
export const createTokenIssuer = async (port: number): Promise<TokenIssuer> => {
  const url = `http://127.0.0.1:${port}`;
  // The authoriser of an HTTP API takes RSA only.
  const { publicKey, privateKey } = await generateKeyPair(header.alg);
  const keys = { keys: [{ ...(await exportJWK(publicKey)), ...header, use: 'sig' }] };
  const configuration = { issuer: url, jwks_uri: `${url}/jwks`, token_endpoint: `${url}/token` };

  const issue = async ({ expires_in, ...claims }: Claims): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const times = { iat: now, exp: now + seconds.parse(expires_in) };
    return new SignJWT({ iss: url, aud: audience, ...claims, ...times }).setProtectedHeader(header).sign(privateKey);
  };

  const answer = async (request: IncomingMessage): Promise<object | string | undefined> => {
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    if (pathname === '/jwks') return keys;
    if (pathname === '/.well-known/openid-configuration') return configuration;
    if (pathname !== '/token') return undefined;
    const claims = await fieldsOf(request, searchParams);
    const token = await issue(claims);
    if (request.method !== 'POST') return token;
    return { access_token: token, token_type: 'Bearer', expires_in: seconds.parse(claims.expires_in) };
  };

  return {
    url,
    audience,
    issue,
    start: () =>
      startLoopbackServer(async (request, response) => {
        try {
          const body = await answer(request);
          if (typeof body === 'string') response.writeHead(200, { 'content-type': 'text/plain' }).end(body);
          else response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        } catch {
          const error_description = `expires_in is a whole number of seconds, from -${longest} to ${longest}.`;
          const body = { error: 'invalid_request', error_description };
          response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify(body));
        }
      }, port),
  };
};
