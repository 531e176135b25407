import * as z from 'zod/mini';

/** The days that CloudWatch Logs can keep a log. */
const retentions = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const text = (pattern: RegExp, expected: string) => z.string(expected).check(z.regex(pattern, expected));

const listOf = (pattern: RegExp, expected: string) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((value) => value.split(',').map((item) => item.trim())),
    ),
    z.array(text(pattern, expected)),
  );

const key = text(/^arn:[\w-]+:kms:[\w-]+:\d{12}:key\/[\w-]+$/, 'the ARN of a KMS key, arn:aws:kms:…:key/…');

/** The parameters of a deployment. What may be left out has no default. */
const parametersSchema = z
  .strictObject({
    secretName: text(/^[\w/+=.@-]{1,512}$/, 'the name of a secret, not its ARN'),
    secretKeyArn: z.optional(key),
    queueKeyArn: z.optional(key),
    jwtIssuer: z.optional(text(/^https:\/\/[^\s/]+\S*$/, 'the https:// address of an issuer')),
    jwtAudience: z.optional(listOf(/^\S+$/, 'one audience, or several with commas between')),
    userClaim: text(/^[\w:./-]+$/, 'the name of a claim'),
    loadBalancerArn: z.optional(
      text(
        /^arn:[\w-]+:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/app\/\S+$/,
        'the ARN of an Application Load Balancer',
      ),
    ),
    corsOrigins: z.optional(
      listOf(/^https?:\/\/[\w.-]+(?::\d+)?$/, 'origins such as https://app.example.com with commas between'),
    ),
    eventBusName: z.optional(text(/^[\w./-]{1,256}$/, 'the name of an event bus, not its ARN')),
    alarmTopicArn: z.optional(text(/^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/, 'the ARN of an SNS topic')),
    logRetentionInDays: z.pipe(
      text(new RegExp(`^(?:${retentions.join('|')})$`), `a number of days that AWS offers (${retentions.join(', ')})`),
      z.transform(Number),
    ),
    reserveConcurrency: z.pipe(
      text(/^(?:true|false)$/, 'true or false'),
      z.transform((value) => value === 'true'),
    ),
    buildFolder: text(/./, 'a folder'),
  })
  .check(
    z.refine(({ jwtIssuer, jwtAudience }) => (jwtIssuer === undefined) === (jwtAudience === undefined), {
      error: 'jwtIssuer and jwtAudience together, or neither of them',
      path: ['jwtIssuer'],
    }),
  );

/** The parameters of a deployment, checked. */
export type Parameters = z.infer<typeof parametersSchema>;

const complaint = ({ code, path, message, ...issue }: z.core.$ZodIssue, given: Readonly<Record<string, string>>) => {
  if (code === 'unrecognized_keys' && 'keys' in issue) {
    const known = Object.keys(parametersSchema.shape).join(', ');
    return `There is no parameter ${issue.keys.join(', ')}. The parameters are ${known}.`;
  }
  const [name] = path.map(String);
  return `Parameter ${name} is "${given[name ?? ''] ?? ''}"; expected ${message}.`;
};

/**
 * Checks the parameters of a deployment. They come as text or as YAML reads them; empty is the same as not given.
 *
 * @throws a line for each wrong one, which names it and what was expected
 */
export const readParameters = (values: Readonly<Record<string, unknown>>): Parameters => {
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      value === undefined || value === null || value === '' ? [] : [[name, String(value)]],
    ),
  );
  const result = parametersSchema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => complaint(issue, given)).join('\n'));
};
