import * as z from 'zod/mini';
import { Failure } from '#shared/failures/failure';
import { parseExactJson } from '#shared/json/exact-json';
import { isRegion, type Region, regions } from '#shared/regions';

const text = (most: number) =>
  z.string().check(
    z.refine((value) => /^\S+$/.test(value) && Buffer.byteLength(value) <= most, {
      error: `expected at most ${most} bytes without white space`,
    }),
  );

/** A number, which may be text: the AWS console's key/value editor stores only text. */
const sdkAppId = z.pipe(
  z.transform((value) => (typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value)),
  z.int().check(z.positive()),
);

/** The content of the secret: the application, its key, the admin account that signs in, and the data centre. */
export const credentialSchema = z.object({
  sdkAppId,
  secretKey: text(256),
  identifier: text(32),
  region: z.custom<Region>(isRegion, { error: `expected one of ${Object.keys(regions).join(', ')}` }),
});

/** A Chat application, and the key and account to call its server API. */
export type Credential = Readonly<z.infer<typeof credentialSchema>>;

const misconfigured = (detail: string): Failure =>
  new Failure('Misconfigured', detail, {
    action:
      'Put {"sdkAppId": 1400000000, "secretKey": "…", "identifier": "administrator", "region": "singapore"} into the secret.',
  });

const parseJson = (secretString: string): unknown => {
  try {
    return parseExactJson(secretString);
  } catch {
    // The SyntaxError is not kept as the cause, since its message quotes the secret.
    throw misconfigured('The secret is not JSON.');
  }
};

/**
 * Parses the text of a secret, with or without a byte order mark.
 *
 * @throws {Failure} `Misconfigured`, which names the wrong fields but never a value
 */
export const parseCredential = (secretString: string): Credential => {
  const result = credentialSchema.safeParse(parseJson(secretString), {
    error: ({ expected }) => `expected ${expected ?? 'something else'}`,
  });
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.') || 'secret'}: ${message}`);
  throw misconfigured(`The secret is not valid: ${faults.join('; ')}.`);
};
