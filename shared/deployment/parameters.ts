import * as z from 'zod/mini';

const text = (pattern: RegExp, expected: string) => z.string(expected).check(z.regex(pattern, expected));

const listOf = (pattern: RegExp, expected: string) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((value) => value.split(',').map((item) => item.trim())),
    ),
    z.array(text(pattern, expected)),
  );

const scope = text(/^[!#-[\]-~]+$/, 'a scope, as it stands in the claim "scope" of a token');

/** The part of AWS that a region is in, as ARNs name it. */
const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** The parameters of a deployment to a region. What may be left out has no default. */
const schemaFor = (region: string) => {
  const arn = (service: string, resource: string, what: string) => {
    const start = `arn:${partitionOf(region)}:${service}:${region}:`;
    return z.optional(text(new RegExp(`^${start}\\d{12}:${resource}$`), `the ARN of ${what} in ${region}, ${start}…`));
  };
  const key = arn('kms', 'key/[\\w-]+', 'a KMS key');
  return z
    .strictObject({
      secretName: text(/^[\w/+=.@-]{1,512}$/, 'the name of a secret, not its ARN'),
      secretKeyArn: key,
      queueKeyArn: key,
      jwtIssuer: z.optional(text(/^https:\/\/[^\s/]+\S*$/, 'the https:// address of an issuer')),
      jwtAudience: z.optional(listOf(/^\S+$/, 'one audience, or several with commas between')),
      userClaim: text(/^[\w:./-]+$/, 'the name of a claim'),
      searchScope: scope,
      adminScope: scope,
      loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/\\S+', 'an Application Load Balancer'),
      corsOrigins: z.optional(
        listOf(/^https?:\/\/[\w.-]+(?::\d+)?$/, 'origins such as https://app.example.com with commas between'),
      ),
      eventBusName: z.optional(text(/^[\w./-]{1,256}$/, 'the name of an event bus, not its ARN')),
      alarmTopicArn: arn('sns', '[\\w-]+', 'an SNS topic'),
      reserveConcurrency: z.pipe(
        text(/^(?:true|false)$/, 'true or false'),
        z.transform((value) => value === 'true'),
      ),
    })
    .check(
      z.refine(({ jwtIssuer, jwtAudience }) => (jwtIssuer === undefined) === (jwtAudience === undefined), {
        error: 'jwtIssuer and jwtAudience together, or neither of them',
        path: ['jwtIssuer'],
      }),
    );
};

/** The parameters of a deployment, checked. */
export type Parameters = z.infer<ReturnType<typeof schemaFor>>;

const complaint = ({ code, path, message, ...issue }: z.core.$ZodIssue, given: Readonly<Record<string, string>>) => {
  if (code === 'unrecognized_keys' && 'keys' in issue) return `There is no parameter ${issue.keys.join(', ')}.`;
  const [name] = path.map(String);
  return `Parameter ${name} is "${given[name ?? ''] ?? ''}"; expected ${message}.`;
};

/**
 * Checks the parameters of a deployment. They come as text or as YAML reads them; empty is the same as not given.
 *
 * @param region where it is deployed: what an ARN names has to be there, too
 * @throws a line for each wrong one, which names it and what was expected
 */
export const readParameters = (values: Readonly<Record<string, unknown>>, region: string): Parameters => {
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
  const result = schemaFor(region).safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => complaint(issue, given)).join('\n'));
};
