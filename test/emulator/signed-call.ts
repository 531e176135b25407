import { createRequire } from 'node:module';
import * as z from 'zod/mini';
import { seededApp } from './seed.ts';

/** Tencent's own generator of UserSigs; its package has no types. It takes the time from `Date.now`. */
const TencentSigner: new (
  sdkAppId: number,
  secretKey: string,
) => { genUserSig(identifier: string, expireSeconds: number): string } = createRequire(import.meta.url)(
  'tls-sig-api-v2',
).Api;

/** Who signs; the seeded app's administrator with its key and a day of validity, where not told otherwise. */
export type Signer = { sdkAppId?: number; secretKey?: string; identifier?: string; expireSeconds?: number };

/** A UserSig made by Tencent's own package. */
export function tencentUserSig(signer: Signer = {}): string {
  const { sdkAppId, secretKey, identifier, expireSeconds } = { ...seededSigner, ...signer };
  return new TencentSigner(sdkAppId, secretKey).genUserSig(identifier, expireSeconds);
}

const seededSigner = {
  sdkAppId: seededApp.sdkAppId,
  secretKey: seededApp.secretKey,
  identifier: 'administrator',
  expireSeconds: 86_400,
};

/** A call to an emulator. `query` replaces parameters; null leaves one out. */
export type SignedCall = {
  url: string;
  path: string;
  body: unknown;
  method?: string;
  signer?: Signer;
  query?: Record<string, string | null>;
};

/** The answer to a `signedCall`, which must come with HTTP 200 as every answer of Chat does. */
export async function signedAnswer(call: SignedCall): Promise<Record<string, unknown>> {
  const response = await signedCall(call);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
}

/** Calls the emulator as a right client does, except for what the call says. A body of neither text nor bytes becomes JSON. */
export async function signedCall({ url, path, body, method = 'POST', signer, query }: SignedCall): Promise<Response> {
  const parameters = {
    sdkappid: String(signer?.sdkAppId ?? seededSigner.sdkAppId),
    identifier: signer?.identifier ?? seededSigner.identifier,
    usersig: tencentUserSig(signer),
    random: '4294967295',
    contenttype: 'json',
    ...query,
  };
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  const content = typeof body === 'string' || body instanceof Buffer ? body : JSON.stringify(body);
  return fetch(`${url}${path}?${new URLSearchParams(given)}`, { method, ...(method === 'POST' && { body: content }) });
}
