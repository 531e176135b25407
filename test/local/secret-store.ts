import { randomBytes, randomUUID } from 'node:crypto';
import { accountId, region } from '#test/local/aws-account';
import { AwsError } from '#test/local/aws-json';

interface Version {
  readonly id: string;
  readonly value: string;
  readonly created: number;
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly created: number;
  readonly versions: Map<string, Version>;
  /** The version to which each staging label is attached. */
  readonly stages: Map<string, string>;
}

/** Selects a version by its id, a staging label, or both. The default is `AWSCURRENT`. */
export interface VersionSelector {
  readonly id?: string | undefined;
  readonly stage?: string | undefined;
}

/** A version to add. `token` becomes its id; the same token with the same value changes nothing. */
export interface NewVersion {
  readonly value: string;
  readonly token?: string | undefined;
  readonly stages?: readonly string[] | undefined;
}

/** A label to move between versions, to attach or to remove. */
export interface StageMove {
  readonly stage: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A version with the secret that holds it and the staging labels attached to it. */
export interface StoredVersion extends Version {
  readonly secret: Secret;
  readonly stages: readonly string[];
}

/** AWS keeps about this many versions without a label. */
const keptVersions = 100;

const now = (): number => Date.now() / 1000;

const moveStage = ({ stages }: Secret, stage: string, id: string): void => {
  const replaced = stages.get(stage);
  stages.set(stage, id);
  if (stage === 'AWSCURRENT' && replaced && replaced !== id) stages.set('AWSPREVIOUS', replaced);
};

const describeVersion = (secret: Secret, version: Version): StoredVersion => {
  const stages = [...secret.stages].filter(([, id]) => id === version.id).map(([stage]) => stage);
  return { ...version, secret, stages };
};

const forgetOldest = ({ versions, stages }: Secret): void => {
  const labelled = new Set(stages.values());
  const deprecated = [...versions.keys()].filter((id) => !labelled.has(id));
  for (const id of deprecated.slice(0, -keptVersions)) versions.delete(id);
};

/** Stores secrets with their versions and staging labels as AWS Secrets Manager does. */
export class SecretStore {
  readonly #secrets = new Map<string, Secret>();

  /** Adds a secret with its first version. Throws `ResourceExistsException` when the name is taken. */
  create(name: string, version: NewVersion): StoredVersion {
    if (this.#secrets.has(name)) {
      throw new AwsError('ResourceExistsException', `The operation failed because the secret ${name} already exists.`);
    }
    const arn = `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${randomBytes(3).toString('hex')}`;
    this.#secrets.set(name, { arn, name, created: now(), versions: new Map(), stages: new Map() });
    return this.put(name, version);
  }

  /** Finds a secret by name or ARN. Throws `ResourceNotFoundException`. */
  find(nameOrArn: string): Secret {
    const secret =
      this.#secrets.get(nameOrArn) ?? this.#secrets.values().find((candidate) => candidate.arn === nameOrArn);
    if (!secret) {
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    }
    return secret;
  }

  /**
   * Finds one version of a secret. Throws `ResourceNotFoundException`, or `InvalidRequestException` when id and label
   * disagree.
   */
  get(nameOrArn: string, { id, stage }: VersionSelector): StoredVersion {
    const secret = this.find(nameOrArn);
    const label = stage ?? (id ? undefined : 'AWSCURRENT');
    const version = secret.versions.get(id ?? secret.stages.get(label ?? '') ?? '');
    if (!version) {
      const missing = id ? `VersionId: ${id}` : `staging label: ${label}`;
      throw new AwsError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for ${missing}`,
      );
    }
    if (label && secret.stages.get(label) !== version.id) {
      throw new AwsError(
        'InvalidRequestException',
        'You provided a VersionStage that is not associated to the provided VersionId.',
      );
    }
    return describeVersion(secret, version);
  }

  /**
   * Adds a version and moves labels to it, by default `AWSCURRENT`. The version that loses `AWSCURRENT` gets
   * `AWSPREVIOUS`. Throws `ResourceExistsException` when the token has another value.
   */
  put(nameOrArn: string, { value, token = randomUUID(), stages = ['AWSCURRENT'] }: NewVersion): StoredVersion {
    const secret = this.find(nameOrArn);
    const existing = secret.versions.get(token);
    if (existing && existing.value !== value) {
      throw new AwsError(
        'ResourceExistsException',
        `You can't use ClientRequestToken ${token} because that value is already in use for a version of secret ${secret.arn}.`,
      );
    }
    const version = existing ?? { id: token, value, created: now() };
    if (!existing) {
      secret.versions.set(token, version);
      for (const stage of secret.stages.size === 0 ? ['AWSCURRENT', ...stages] : stages)
        moveStage(secret, stage, token);
      forgetOldest(secret);
    }
    return describeVersion(secret, version);
  }

  /**
   * Moves a label, as the last step of a rotation moves `AWSCURRENT` to the pending version. Throws
   * `InvalidParameterException` when the label is not attached to the version to remove it from, or when no version
   * would have `AWSCURRENT`. Throws `ResourceNotFoundException` for an unknown version.
   */
  move(nameOrArn: string, { stage, from, to }: StageMove): Secret {
    const secret = this.find(nameOrArn);
    for (const id of [from, to]) if (id !== undefined) this.get(nameOrArn, { id });
    const holder = secret.stages.get(stage);
    if (holder !== undefined && holder !== to && holder !== from) {
      throw new AwsError(
        'InvalidParameterException',
        `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder}, so you must explicitly reference that version in RemoveFromVersionId.`,
      );
    }
    if (from !== undefined && holder !== from) {
      throw new AwsError('InvalidParameterException', `Staging label ${stage} is not attached to version ${from}.`);
    }
    if (to !== undefined) {
      moveStage(secret, stage, to);
    } else if (stage === 'AWSCURRENT') {
      throw new AwsError(
        'InvalidParameterException',
        'You can only move staging label AWSCURRENT to a different secret version.',
      );
    } else {
      secret.stages.delete(stage);
    }
    return secret;
  }
}
