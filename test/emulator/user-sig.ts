import { createHmac, timingSafeEqual } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import * as z from 'zod/mini';
import { codes } from '#test/emulator/choices';
import { readJson } from '#test/emulator/exact-json';

const fields = z.object({
  'TLS.identifier': z.string(),
  'TLS.sdkappid': z.int(),
  'TLS.time': z.int(),
  'TLS.expire': z.int(),
  'TLS.sig': z.string(),
});

const mostInflatedBytes = 65_536;

/** The values that a UserSig must match; `now` is in milliseconds since 1970. */
export interface Expected {
  readonly sdkAppId: number;
  readonly identifier: string;
  readonly secretKey: string;
  readonly now: number;
}

/**
 * Checks a UserSig (TLSSigAPIv2) in the order of Tencent's own verifier: SDKAppID, identifier, time, signature. Like
 * that verifier, it does not check `TLS.ver`, a time in the future or the length of the validity.
 *
 * @returns the error code, or null if the UserSig is valid
 * @see `VerifyUserSig` in https://github.com/tencentyun/tls-sig-api-v2-golang
 */
export const verifyUserSig = (userSig: string, expected: Expected): number | null => {
  const decoded = z.safeParse(fields, decode(userSig));
  if (!decoded.success) return codes.undecodableUserSig;
  const signed = decoded.data;
  if (signed['TLS.sdkappid'] !== expected.sdkAppId) return 70014;
  if (signed['TLS.identifier'] !== expected.identifier) return 70013;
  if (Math.floor(expected.now / 1000) > signed['TLS.time'] + signed['TLS.expire']) return 70001;
  return signatureHolds(signed, expected.secretKey) ? null : 70009;
};

const decode = (userSig: string): unknown => {
  const base64 = userSig.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=');
  const compressed = Buffer.from(base64, 'base64');
  if (!/^[\w*-]+$/.test(userSig) || compressed.toString('base64') !== base64) return undefined;
  try {
    return readJson(inflateSync(compressed, { maxOutputLength: mostInflatedBytes }));
  } catch {
    return undefined;
  }
};

const signatureHolds = (signed: z.infer<typeof fields>, secretKey: string): boolean => {
  const names = ['TLS.identifier', 'TLS.sdkappid', 'TLS.time', 'TLS.expire'] as const;
  const content = names.map((name) => `${name}:${signed[name]}\n`).join('');
  const right = Buffer.from(createHmac('sha256', secretKey).update(content).digest('base64'));
  const given = Buffer.from(signed['TLS.sig']);
  return given.length === right.length && timingSafeEqual(given, right);
};
