import { type ErrorCode, errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import { type FailureKind, failureKinds } from '#shared/failures/failure';

/** One of Chat's error codes, with its number. */
export interface NumberedCode extends ErrorCode {
  readonly code: number;
}

/** A way in which an API can fail, and the codes of Chat that lead to it: the API's own, then those of any API. */
export interface ApiFailure {
  readonly kind: FailureKind;
  readonly codes: readonly NumberedCode[];
}

/** Every call passes Chat's gateway, so its codes (60xxx) stand before those of services that are seldom involved. */
const isOfGateway = ({ code }: NumberedCode): boolean => Math.floor(code / 1_000) === 60;

const codes: readonly NumberedCode[] = Object.entries(errorCodes)
  .map(([code, meaning]) => ({ code: Number(code), ...meaning }))
  .toSorted((one, other) => Number(isOfGateway(other)) - Number(isOfGateway(one)));

const isKind = (name: string): name is FailureKind => Object.hasOwn(failureKinds, name);

/**
 * The ways in which an API can fail, in the order of their statuses. A kind that only codes lead to is left out when all of
 * them belong to other APIs.
 */
export const failuresOf = (api: Api, apis: readonly Api[]): readonly ApiFailure[] => {
  const isOwn = ({ code }: NumberedCode) => api.errorCodes.includes(code);
  const isForeign = ({ code }: NumberedCode) => apis.some(({ errorCodes: owned }) => owned.includes(code));
  return Object.keys(failureKinds)
    .filter(isKind)
    .flatMap((kind) => {
      const all = codes.filter((code) => code.kind === kind);
      const own = all.filter(isOwn);
      const general = all.filter((code) => !isForeign(code));
      if (all.length > 0 && own.length + general.length === 0) return [];
      return { kind, codes: [...own, ...general] };
    });
};
