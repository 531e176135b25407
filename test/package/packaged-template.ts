import * as z from 'zod/mini';
import { isRecord } from '#shared/json/is-record';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z._default(z.record(z.string(), z.unknown()), {}),
      DependsOn: z._default(z.union([z.string(), z.array(z.string())]), []),
    }),
  ),
});

/** A resource of a packaged template. */
export interface PackagedResource {
  readonly id: string;
  readonly type: string;
  readonly properties: unknown;
  readonly dependsOn: readonly string[];
}

/** A packaged template, to be looked through. */
export interface PackagedTemplate {
  /** All of it, as it is sent to CloudFormation. */
  readonly text: string;
  readonly resources: readonly PackagedResource[];
  ofType(type: string): readonly PackagedResource[];
  /** The resource that a `Ref` or an `Fn::GetAtt` names. */
  resourceAt(reference: unknown): PackagedResource | undefined;
}

/** What stands in nested objects and lists under these names, one inside the other; `undefined` when one is missing. */
export const at = (value: unknown, ...names: readonly (string | number)[]): unknown =>
  names.reduce<unknown>((inner, name) => {
    if (Array.isArray(inner)) return inner[Number(name)];
    return isRecord(inner) ? inner[name] : undefined;
  }, value);

/** A list, also where a single value stands for a list of one. */
export const listAt = (value: unknown, ...names: readonly (string | number)[]): readonly unknown[] => {
  const found = at(value, ...names);
  if (found === undefined) return [];
  return Array.isArray(found) ? found : [found];
};

/** Reads a packaged template. Throws if it is not valid. */
export const readTemplate = (template: unknown): PackagedTemplate => {
  const resources = Object.entries(z.parse(templateSchema, template).Resources).map(([id, resource]) => ({
    id,
    type: resource.Type,
    properties: resource.Properties,
    dependsOn: [resource.DependsOn].flat(),
  }));
  return {
    text: JSON.stringify(template),
    resources,
    ofType: (wanted) => resources.filter(({ type }) => type === wanted),
    resourceAt: (reference) => {
      const id = at(reference, 'Ref') ?? at(reference, 'Fn::GetAtt', 0);
      return resources.find((resource) => resource.id === id);
    },
  };
};
