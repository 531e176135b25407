/** A value in a template: JSON in which an object may be a CloudFormation intrinsic function. */
export type Value = string | number | boolean | readonly Value[] | { readonly [name: string]: Value };

/** A part of a template, such as the properties of a resource. */
export type Fields = Readonly<Record<string, Value>>;

/** A resource declaration. */
export interface Resource {
  readonly Type: `AWS::${string}`;
  readonly Properties: Fields;
}

/** Resources by their logical ids. */
export type Resources = Readonly<Record<string, Resource>>;

/** A `Ref` to a resource: the URL of a queue, the name or id of most others. */
export const ref = (logicalId: string) => ({ Ref: logicalId });

/** The ARN of a resource in the template. */
export const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });

/** Text in which CloudFormation replaces `${…}` at deployment, such as `${AWS::Region}`. */
export const sub = (text: string) => ({ 'Fn::Sub': text });

/** An IAM policy document with the given statements. */
export const policy = (statements: readonly Fields[]): Fields => ({ Version: '2012-10-17', Statement: statements });
