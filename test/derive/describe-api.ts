import type { Api, Effect } from '#shared/define-api';
import { regions } from '#shared/regions';
import { listOf } from '#test/derive/names';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';

/** A group of functions: a heading of the reference and a tag of the OpenAPI document. */
export interface Family {
  readonly name: string;
  readonly description: string;
}

/** The families, each with the names of its Chat services. */
const families: readonly (Family & { readonly services: RegExp })[] = [
  {
    name: 'Conversations',
    description: 'The conversation list of a user: its pins, conversation groups and marks.',
    services: /^recentcontact$/,
  },
  {
    name: 'Cloud search',
    description: 'Searches of the whole application. Chat sells them as a plugin, which you enable in its console.',
    services: /_search$/,
  },
];

/** The family of an API. An unknown service is a family of its own. */
export const familyOf = ({ path }: Api): Family => {
  const [, , service = ''] = path.split('/');
  return (
    families.find(({ services }) => services.test(service)) ?? {
      name: service,
      description: `Chat's service \`${service}\`.`,
    }
  );
};

const rankOf = ({ name }: Family): number => {
  const rank = families.findIndex((family) => family.name === name);
  return rank === -1 ? families.length : rank;
};

/** Groups the APIs by family. */
export const byFamily = (apis: readonly Api[]): readonly (readonly [Family, readonly Api[]])[] =>
  [...Map.groupBy(apis, (api) => familyOf(api).name).values()]
    .flatMap((members) => members.slice(0, 1).map((first) => [familyOf(first), members] as const))
    .toSorted(([one], [other]) => rankOf(one) - rankOf(other));

/** How Chat measures text, which a JSON Schema cannot express. */
export const textLengths =
  'Chat measures text in bytes of UTF-8, so a text with characters beyond ASCII reaches its limit in fewer characters than the limit says.';

const effects: Readonly<Record<Effect, string>> = {
  reads: 'Changes nothing.',
  states: 'Sets a state: safe to repeat.',
  adds: 'May add something each time. After `OutcomeUnknown`, check whether Chat added it before you repeat the call.',
};

/** Says whether a call may be repeated. */
export const describeEffect = ({ effect, doneWhen }: Api): string =>
  doneWhen
    ? `${effects[effect]} If ${doneWhen.errorCode} on a retry shows that an earlier attempt succeeded, the answer is OK and has no other fields.`
    : effects[effect];

/** Says how often an API may be called. */
export const describeRate = ({ callsPerSecond }: Api): string =>
  `At most ${callsPerSecond} calls a second for the whole application.`;

/** Says what a caller with a token needs. */
export const describeAccess = ({ access }: Api): string =>
  'scope' in access
    ? `A token needs the ${access.scope} scope${access.scope === 'admin' ? '' : ' or the admin scope'}.`
    : `A token must belong to the user in \`${access.user}\` or have the admin scope.`;

/** Says which regions offer an API. */
export const describeRegions = ({ regions: offered }: Api): string => {
  if (!offered) return 'All regions.';
  const lacking = Object.keys(regions).filter((region) => !offered.some((name) => name === region));
  return `Only ${listOf(offered)}. An application in ${listOf(lacking, 'or')} gets \`NotEnabled\`.`;
};

/** Says how to read the next page; `undefined` if the API has no pages. */
export const describePaging = ({ paging }: Api): string | undefined => {
  if (!paging) return undefined;
  const { carry, last } = paging;
  const moves = Object.entries(carry).map(([from, to]) => (from === to ? `\`${from}\`` : `\`${from}\` as \`${to}\``));
  return `From each answer, copy ${listOf(moves)} into the next request until \`${last.field}\` is \`${JSON.stringify(last.is)}\`.`;
};

const holdsItemResults = ({ properties = {}, items, oneOf = [], anyOf = [] }: JsonSchema): boolean =>
  'ResultCode' in properties ||
  [...Object.values(properties), ...(items ? [items] : []), ...oneOf, ...anyOf].some(holdsItemResults);

/** Whether an answer has a result for each item, some of which may be failures. */
export const hasItemResults = ({ response }: Api): boolean => holdsItemResults(jsonSchemaOf(response()));
