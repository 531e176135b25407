import type { Api, Effect } from '#shared/define-api';
import { regions } from '#shared/regions';
import { listOf } from '#test/derive/names';
import { type JsonSchema, jsonSchemaOf } from '#test/openapi/json-schema';

/** Functions that belong together: a heading of the reference, and a tag of the OpenAPI document. */
export interface Family {
  readonly name: string;
  readonly description: string;
}

/** The families, by the names of Chat's services. */
const families: readonly (Family & { readonly services: RegExp })[] = [
  {
    name: 'Conversations',
    description: 'The conversation list of a user: its pins, conversation groups and marks.',
    services: /^recentcontact$/,
  },
  {
    name: 'Cloud search',
    description: 'Searches of the whole application. Chat sells them as a plugin that the console switches on.',
    services: /_search$/,
  },
];

/** The family of an API; one of its own where Chat adds a service. */
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

/** The APIs by family. */
export const byFamily = (apis: readonly Api[]): readonly (readonly [Family, readonly Api[]])[] =>
  [...Map.groupBy(apis, (api) => familyOf(api).name).values()]
    .flatMap((members) => members.slice(0, 1).map((first) => [familyOf(first), members] as const))
    .toSorted(([one], [other]) => rankOf(one) - rankOf(other));

/** How Chat measures texts, which a schema cannot say. */
export const textLengths =
  'Chat measures texts in bytes of UTF-8, so a text with letters beyond ASCII reaches its limit with fewer characters than the limit says.';

const effects: Readonly<Record<Effect, string>> = {
  reads: 'Changes nothing.',
  states: 'Sets a state: safe to repeat.',
  adds: 'Adds something each time: after `OutcomeUnknown`, check whether it was added before you repeat the call.',
};

/** Whether a call may be repeated, in a sentence. */
export const describeEffect = ({ effect, doneWhen }: Api): string =>
  doneWhen
    ? `${effects[effect]} If ${doneWhen.errorCode} on a retry shows that an earlier attempt worked, the answer is OK and has no other fields.`
    : effects[effect];

/** How often it may be called, in a sentence. */
export const describeRate = ({ callsPerSecond }: Api): string =>
  `At most ${callsPerSecond} calls a second for the whole application.`;

/** What a caller with a token needs, in a sentence. */
export const describeAccess = ({ access }: Api): string =>
  'scope' in access
    ? `A token needs the ${access.scope} scope${access.scope === 'admin' ? '' : ' or the admin scope'}.`
    : `A token has to be that of the user in \`${access.user}\`, or needs the admin scope.`;

/** Where Chat offers it, in a sentence. */
export const describeRegions = ({ regions: offered }: Api): string => {
  if (!offered) return 'All regions.';
  const lacking = Object.keys(regions).filter((region) => !offered.some((name) => name === region));
  return `Only ${listOf(offered)}; an application in ${listOf(lacking, 'or')} is answered \`NotEnabled\`.`;
};

/** How its pages are read, in a sentence; `undefined` if all fits in one answer. */
export const describePaging = ({ paging }: Api): string | undefined => {
  if (!paging) return undefined;
  const { carry, last } = paging;
  const moves = Object.entries(carry).map(([from, to]) => (from === to ? `\`${from}\`` : `\`${from}\` as \`${to}\``));
  return `Ask again with ${listOf(moves)} of the answer until \`${last.field}\` is \`${JSON.stringify(last.is)}\`.`;
};

const holdsItemResults = ({ properties = {}, items, oneOf = [], anyOf = [] }: JsonSchema): boolean =>
  'ResultCode' in properties ||
  [...Object.values(properties), ...(items ? [items] : []), ...oneOf, ...anyOf].some(holdsItemResults);

/** Whether an answer has a result for each item, so that some may have failed. */
export const hasItemResults = ({ response }: Api): boolean => holdsItemResults(jsonSchemaOf(response));
