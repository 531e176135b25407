/** A value in a template: JSON, in which an object may be one of CloudFormation's functions. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** A part of a template, such as the properties of a resource. */
export type Fields = Readonly<Record<string, Value>>;

/** A resource as a template declares it. */
export interface Resource {
  readonly Type: `AWS::${string}`;
  readonly Properties: Fields;
}

/** Resources by their logical ids. */
export type Resources = Readonly<Record<string, Resource>>;

/** What a resource is known by: a queue's URL, the name of others. */
export const ref = (logicalId: string) => ({ Ref: logicalId });

/** The ARN of a resource of the template. */
export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Text with `${…}` for what only the deployment knows, such as `${AWS::Region}`. */
export const sub = (text: string) => ({ 'Fn::Sub': text });

/** A policy of statements. */
export const policy = (statements: readonly Fields[]): Fields => ({ Version: '2012-10-17', Statement: statements });
