import * as z from 'zod/mini';
import { inEnglish } from '#test/in-english';
import { AwsError } from '#test/local/aws-json';
import type { SecretStore, StoredVersion } from '#test/local/secret-store';

const secretId = z.string().check(z.minLength(1), z.maxLength(2048));
const stage = z.string().check(z.minLength(1), z.maxLength(256));
const newVersion = {
  SecretString: z.string().check(z.minLength(1), z.maxLength(65_536)),
  ClientRequestToken: z.optional(z.string().check(z.minLength(32), z.maxLength(64))),
};

/** Carries out one operation on a parsed request body. Throws `AwsError`. */
export type SecretOperation = (store: SecretStore, body: unknown) => object;

const define = <Shape extends z.core.$ZodLooseShape>(
  shape: Shape,
  run: (store: SecretStore, input: z.infer<z.ZodMiniObject<Shape>>) => object,
): SecretOperation => {
  const schema = z.object(shape);
  return (store, body) => {
    const { success, data, error } = z.safeParse(schema, body, inEnglish);
    if (success) return run(store, data);
    const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    throw new AwsError('InvalidParameterException', faults.join('; '));
  };
};

const identify = ({ secret, id, stages }: StoredVersion): object => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: id,
  VersionStages: stages,
});

/**
 * The operations that the functions and a rotation Lambda use, by AWS name, with AWS's limits.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export const secretOperations: ReadonlyMap<string, SecretOperation> = new Map([
  [
    'CreateSecret',
    define({ Name: z.string().check(z.regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/)), ...newVersion }, (store, input) => {
      const { secret, id } = store.create(input.Name, {
        value: input.SecretString,
        token: input.ClientRequestToken,
      });
      return { ARN: secret.arn, Name: secret.name, VersionId: id };
    }),
  ],
  [
    'DescribeSecret',
    define({ SecretId: secretId }, (store, input) => {
      const secret = store.find(input.SecretId);
      const stagesOf = (id: string) => [...secret.stages].flatMap(([stage, holder]) => (holder === id ? [stage] : []));
      return {
        ARN: secret.arn,
        Name: secret.name,
        CreatedDate: secret.created,
        // AWS's templates of rotation functions require it.
        RotationEnabled: true,
        VersionIdsToStages: Object.fromEntries(secret.stages.values().map((id) => [id, stagesOf(id)])),
      };
    }),
  ],
  [
    'GetSecretValue',
    define(
      { SecretId: secretId, VersionId: z.optional(z.string()), VersionStage: z.optional(z.string()) },
      (store, input) => {
        const version = store.get(input.SecretId, { id: input.VersionId, stage: input.VersionStage });
        return { ...identify(version), SecretString: version.value, CreatedDate: version.created };
      },
    ),
  ],
  [
    'PutSecretValue',
    define(
      {
        SecretId: secretId,
        ...newVersion,
        VersionStages: z.optional(z.array(stage).check(z.minLength(1), z.maxLength(20))),
      },
      (store, input) =>
        identify(
          store.put(input.SecretId, {
            value: input.SecretString,
            token: input.ClientRequestToken,
            stages: input.VersionStages,
          }),
        ),
    ),
  ],
  [
    'UpdateSecretVersionStage',
    define(
      {
        SecretId: secretId,
        VersionStage: stage,
        RemoveFromVersionId: z.optional(z.string()),
        MoveToVersionId: z.optional(z.string()),
      },
      (store, input) => {
        const { arn, name } = store.move(input.SecretId, {
          stage: input.VersionStage,
          from: input.RemoveFromVersionId,
          to: input.MoveToVersionId,
        });
        return { ARN: arn, Name: name };
      },
    ),
  ],
]);
