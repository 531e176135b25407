import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and a certificate for it, both as PEM. */
export interface SelfSigned {
  readonly key: string;
  readonly certificate: string;
}

/** The tags of ASN.1 that a certificate needs. */
const tag = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  time: 0x17,
  sequence: 0x30,
  set: 0x31,
  version: 0xa0,
  extensions: 0xa3,
  dnsName: 0x82,
  ipAddress: 0x87,
} as const;

/** DER: a tag, the length, the content. */
const der = (type: number, ...parts: readonly (Buffer | readonly number[])[]): Buffer => {
  const content = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const { length } = content;
  const bytes = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([type, ...bytes]), content]);
};

const ecdsaWithSha256 = der(tag.sequence, der(tag.oid, [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02]));

const commonName = (name: string): Buffer =>
  der(
    tag.sequence,
    der(tag.set, der(tag.sequence, der(tag.oid, [0x55, 0x04, 0x03]), der(tag.utf8, Buffer.from(name)))),
  );

/** As `YYMMDDhhmmssZ`. */
const time = (milliseconds: number): Buffer =>
  der(tag.time, Buffer.from(`${new Date(milliseconds).toISOString().replaceAll(/\D/g, '').slice(2, 14)}Z`));

const extension = (oid: readonly number[], value: Buffer): Buffer =>
  der(tag.sequence, der(tag.oid, oid), der(tag.octets, value));

const day = 24 * 60 * 60 * 1_000;

/**
 * Makes a self-signed certificate for 127.0.0.1 that is valid for a day, so that the repository needs no key.
 *
 * @param domain a domain that it is also for
 * @see https://www.rfc-editor.org/rfc/rfc5280#section-4.1
 */
export const createSelfSigned = (domain?: string): SelfSigned => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = commonName('127.0.0.1');
  const names = domain === undefined ? [] : [der(tag.dnsName, Buffer.from(domain))];
  const certificate = der(
    tag.sequence,
    der(tag.version, der(tag.integer, [2])),
    der(tag.integer, [1], randomBytes(8)),
    ecdsaWithSha256,
    name,
    der(tag.sequence, time(Date.now() - day), time(Date.now() + day)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(
      tag.extensions,
      der(
        tag.sequence,
        extension([0x55, 0x1d, 0x13], der(tag.sequence, der(tag.boolean, [0xff]))),
        extension([0x55, 0x1d, 0x11], der(tag.sequence, der(tag.ipAddress, [127, 0, 0, 1]), ...names)),
      ),
    ),
  );
  const signature = der(tag.bits, [0], sign('sha256', certificate, privateKey));
  const body = der(tag.sequence, certificate, ecdsaWithSha256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${body.replaceAll(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
};
