import type { Contract as InferredContract } from '#shared/client/contract';

/** Makes the compiler write a type out in a declaration, where it would otherwise name the types it is made of. */
declare function written<Type>(): { [Key in keyof Type]: Type[Key] };

const contract = written<InferredContract>();

/** What each function takes and answers, by the function's name. */
export type Contract = typeof contract;
