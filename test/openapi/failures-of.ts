import { type ErrorCode, errorCodes } from '#shared/chat/error-codes';
import type { Api } from '#shared/define-api';
import { type FailureKind, failureKinds } from '#shared/failures/failure';

/** One of Chat's error codes, with its number. */
export interface NumberedCode extends ErrorCode {
  readonly code: number;
}

/** A way in which an API can fail, and the codes of its own that lead there. */
export interface ApiFailure {
  readonly kind: FailureKind;
  readonly codes: readonly NumberedCode[];
}

const codes: readonly NumberedCode[] = Object.entries(errorCodes).map(([code, meaning]) => ({
  code: Number(code),
  ...meaning,
}));

const isKind = (name: string): name is FailureKind => Object.hasOwn(failureKinds, name);

const kinds = Object.keys(failureKinds).filter(isKind);

/** The codes that Chat lists for an API. */
export const ownCodes = ({ errorCodes: own }: Api): readonly NumberedCode[] =>
  codes.filter(({ code }) => own.includes(code));

/** The codes that no API lists: any call may meet them, at Chat's gateway or further behind. */
export const generalCodes = (apis: readonly Api[]): readonly NumberedCode[] =>
  codes.filter(({ code }) => !apis.some(({ errorCodes: own }) => own.includes(code)));

/**
 * The ways in which an API can fail, in the order of their statuses. Left out are those that only codes of other APIs lead
 * to, and an unknown outcome where a call may be repeated.
 */
export const failuresOf = (api: Api, apis: readonly Api[]): readonly ApiFailure[] => {
  const own = ownCodes(api);
  const possible = new Set([...own, ...generalCodes(apis)].map(({ kind }) => kind));
  return kinds
    .filter((kind) => possible.has(kind) || !codes.some((code) => code.kind === kind))
    .filter((kind) => kind !== 'OutcomeUnknown' || api.effect === 'adds')
    .map((kind) => ({ kind, codes: own.filter((code) => code.kind === kind) }));
};
