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

const scope = text(/^[!#-[\]-~]+$/, 'a scope, as the "scope" claim of a token lists it');

/**
 * How many days CloudWatch Logs can keep a log.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** The AWS partition of a region. */
const partitionOf = (region: string): string => {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
};

/** The schema of a deployment's parameters. ARNs must name resources in `region`. */
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
      jwtAudience: z.optional(listOf(/^\S+$/, 'one audience, or several separated by commas')),
      userClaim: text(/^[\w:./-]+$/, 'the name of a claim'),
      searchScope: scope,
      adminScope: scope,
      loadBalancerArn: arn('elasticloadbalancing', 'loadbalancer/app/\\S+', 'an Application Load Balancer'),
      corsOrigins: z.optional(
        listOf(/^https?:\/\/[\w.-]+(?::\d+)?$/, 'origins such as https://app.example.com, separated by commas'),
      ),
      eventBusName: z.optional(text(/^[\w./-]{1,256}$/, 'the name of an event bus, not its ARN')),
      alarmTopicArn: arn('sns', '[\\w-]+', 'an SNS topic'),
      logRetentionInDays: z.pipe(
        text(
          new RegExp(`^(?:${retentions.join('|')})$`),
          `a number of days that CloudWatch Logs allows, one of ${retentions.join(', ')}`,
        ),
        z.transform(Number),
      ),
      reserveConcurrency: z.pipe(
        text(/^(?:true|false)$/, 'true or false'),
        z.transform((value) => value === 'true'),
      ),
    })
    .check(
      z.refine(({ jwtIssuer, jwtAudience }) => (jwtIssuer === undefined) === (jwtAudience === undefined), {
        error: 'both jwtIssuer and jwtAudience, or neither',
        path: ['jwtIssuer'],
      }),
    );
};

/** The checked parameters of a deployment. */
export type Parameters = z.infer<ReturnType<typeof schemaFor>>;

const complaint = ({ code, path, message, ...issue }: z.core.$ZodIssue, given: Readonly<Record<string, string>>) => {
  if (code === 'unrecognized_keys' && 'keys' in issue) return `There is no parameter ${issue.keys.join(', ')}.`;
  const [name] = path.map(String);
  return `Parameter ${name} is "${given[name ?? ''] ?? ''}"; expected ${message}.`;
};

/**
 * Checks the parameters of a deployment. A value is text from the command line or whatever YAML parsed; an empty value
 * counts as not given.
 *
 * @param region the region of the deployment, in which every ARN must be
 * @throws {Error} with one line for each wrong parameter, which names it and what was expected
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
