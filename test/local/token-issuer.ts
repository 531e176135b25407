import { Events, OAuth2Server } from 'oauth2-mock-server';
import * as z from 'zod/mini';
import type { RunningPart } from '#test/local/parts';

/** What a token says, beside its issuer, audience and times. */
export type Claims = Readonly<Record<string, string>>;

/** Issues tokens for the local gateway. */
export interface TokenIssuer {
  /** The `iss` of its tokens, and where it answers once it is started. */
  readonly url: string;
  /** The `aud` of its tokens. */
  readonly audience: string;
  /** Signs a token that is valid for a working day. */
  issue(claims: Claims): Promise<string>;
  start(): Promise<RunningPart>;
}

const audience = 'chat-functions';
const lifetimeSeconds = 12 * 60 * 60;

const tokenRequest = z.looseObject({
  grant_type: z.string(),
  expires_in: z._default(z.coerce.number(), lifetimeSeconds),
});

/**
 * Makes an issuer with a key of its own for a port on loopback. Once started, it gives a token to everybody who asks with
 * `grant_type=client_credentials`: every other field of the form becomes a claim, only `expires_in` is the seconds it is
 * valid for.
 */
export async function createTokenIssuer(port: number): Promise<TokenIssuer> {
  const server = new OAuth2Server();
  const { issuer, service } = server;
  const url = `http://127.0.0.1:${port}`;
  issuer.url = url;
  // Like the authoriser of an HTTP API, which takes RSA only.
  await issuer.keys.generate('RS256', { kid: 'local' });

  service.on(Events.BeforeTokenSigning, ({ payload }, { body }) => {
    const { grant_type: _, expires_in, ...claims } = z.parse(tokenRequest, body);
    Object.assign(payload, { aud: audience, ...claims, exp: payload.iat + expires_in });
  });
  service.on(Events.BeforeResponse, (answer, { body }) => {
    Object.assign(answer.body, { expires_in: z.parse(tokenRequest, body).expires_in });
  });

  return {
    url,
    audience,
    issue: (claims) =>
      issuer.buildToken({
        expiresIn: lifetimeSeconds,
        scopesOrTransform: (_, payload) => Object.assign(payload, { aud: audience, ...claims }),
      }),
    start: async () => {
      await server.start(port, '127.0.0.1');
      return { url, close: () => server.stop() };
    },
  };
}
