import { createRequire } from 'node:module';
import * as z from 'zod/mini';
import { seededApp } from '#test/emulator/seed';

/** Tencent's own generator of UserSigs; its package has no types. It takes the time from `Date.now`. */
const TencentSigner: new (
  sdkAppId: number,
  secretKey: string,
) => { genUserSig(identifier: string, expireSeconds: number): string } = createRequire(import.meta.url)(
  'tls-sig-api-v2',
).Api;

/** Who signs; the seeded app's administrator with its key and a day of validity, where not told otherwise. */
export interface Signer {
  readonly sdkAppId?: number;
  readonly secretKey?: string;
  readonly identifier?: string;
  readonly expireSeconds?: number;
}

/** A UserSig made by Tencent's own package. */
export const tencentUserSig = (signer: Signer = {}): string => {
  const { sdkAppId, secretKey, identifier, expireSeconds } = { ...seededSigner, ...signer };
  return new TencentSigner(sdkAppId, secretKey).genUserSig(identifier, expireSeconds);
};

const seededSigner = {
  sdkAppId: seededApp.sdkAppId,
  secretKey: seededApp.secretKey,
  identifier: 'administrator',
  expireSeconds: 86_400,
};

/** A call to an emulator. `query` replaces parameters; null leaves one out. */
export interface SignedCall {
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly method?: string;
  readonly signer?: Signer;
  readonly query?: Readonly<Record<string, string | null>>;
}

/** The answer to a `signedCall`, which must come with HTTP 200 as every answer of Chat does. */
export const signedAnswer = async (call: SignedCall): Promise<Record<string, unknown>> => {
  const response = await signedCall(call);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
};

/** Calls the emulator as a right client does, except for what the call says. A body of neither text nor bytes becomes JSON. */
export const signedCall = async ({
  url,
  path,
  body,
  method = 'POST',
  signer,
  query,
}: SignedCall): Promise<Response> => {
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
};
