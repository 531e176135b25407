import type * as z from 'zod/mini';
import type { pinConversations } from '#functions/pin-conversations/definition';
import type { searchContactGroups } from '#functions/search-contact-groups/definition';
import type { searchGroups } from '#functions/search-groups/definition';

interface Apis {
  'pin-conversations': typeof pinConversations;
  'search-contact-groups': typeof searchContactGroups;
  'search-groups': typeof searchGroups;
}

/** A value as `parseAnswer` gives it: a field named `…TinyID` holds the digits of a 64-bit id, at any depth. */
type IdsAsText<Value> = Value extends object
  ? { [Key in keyof Value]: Key extends `${string}TinyID` ? string : IdsAsText<Value[Key]> }
  : Value;

/** What each function takes and answers, by the function's name. */
export type Contract = {
  [Name in keyof Apis]: {
    readonly request: z.output<Apis[Name]['request']>;
    readonly answer: IdsAsText<z.output<Apis[Name]['response']>>;
  };
};
