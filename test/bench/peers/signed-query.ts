import { createHmac } from 'node:crypto';
import { deflateSync } from 'node:zlib';

/** What the peers find in the secret. */
export interface Secret {
  readonly sdkAppId: number;
  readonly secretKey: string;
  readonly identifier: string;
}

/** The documented query of a call, signed for a day: what a hand-written function needs at least. */
export const signedQuery = ({ sdkAppId, secretKey, identifier }: Secret): Record<string, string> => {
  const now = Math.floor(Date.now() / 1_000);
  const signed = `TLS.identifier:${identifier}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${now}\nTLS.expire:86400\n`;
  const document = {
    'TLS.ver': '2.0',
    'TLS.identifier': identifier,
    'TLS.sdkappid': sdkAppId,
    'TLS.expire': 86_400,
    'TLS.time': now,
    'TLS.sig': createHmac('sha256', secretKey).update(signed).digest('base64'),
  };
  const base64 = deflateSync(JSON.stringify(document)).toString('base64');
  return {
    sdkappid: `${sdkAppId}`,
    identifier,
    usersig: base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_'),
    contenttype: 'json',
  };
};
