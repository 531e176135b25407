import { createRequire } from 'node:module';
import * as z from 'zod/mini';
import { seededApp } from '#test/emulator/seed';

/** Tencent's own UserSig generator, whose package has no types. It reads the time from `Date.now`. */
const TencentSigner: new (
  sdkAppId: number,
  secretKey: string,
) => { genUserSig(identifier: string, expireSeconds: number): string } = createRequire(import.meta.url)(
  'tls-sig-api-v2',
).Api;

/** The signer of a call. Default: the seeded app's administrator, with its key and a validity of one day. */
export interface Signer {
  readonly sdkAppId?: number;
  readonly secretKey?: string;
  readonly identifier?: string;
  readonly expireSeconds?: number;
}

/** Makes a UserSig with Tencent's own package. */
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

/** A call to an emulator. `query` replaces query parameters; null removes one. */
export interface SignedCall {
  readonly url: string;
  readonly path: string;
  readonly body: unknown;
  readonly method?: string;
  readonly signer?: Signer;
  readonly query?: Readonly<Record<string, string | null>>;
}

/** Makes a `signedCall` and returns the answer. Throws if the status is not 200, the only one that Chat sends. */
export const signedAnswer = async (call: SignedCall): Promise<Record<string, unknown>> => {
  const response = await signedCall(call);
  if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
  return z.record(z.string(), z.unknown()).parse(await response.json());
};

/**
 * Calls the emulator as a correct client does, apart from what `call` overrides. A body of text or bytes is sent
 * unchanged.
 */
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
