import type { ClaimConfig } from '#shared/config';
import type { Scope } from '#shared/define-api';
import type { Claims } from '#shared/request';

/** The rights that a caller's claims grant. */
export interface Rights {
  /** The caller's Chat user id, if the claim is text. */
  readonly user: string | undefined;
  /** Whether the caller may act for every user and call every API. */
  readonly isAdmin: boolean;
  has(scope: Scope): boolean;
}

/** The words of a claim: a list, or text separated by spaces or commas. API Gateway writes a list as `[a b]`. */
const wordsOf = (claim: unknown): readonly unknown[] => {
  if (Array.isArray(claim)) return claim;
  return typeof claim === 'string' ? claim.replace(/^\[(.*)\]$/, '$1').split(/\s+/) : [];
};

/** Reads the claims of a caller. Issuers name the claim of the scopes `scope` (RFC 8693) or `scp`. */
export const rightsOf = (claims: Claims, { userClaim, scopes }: ClaimConfig): Rights => {
  const words = new Set([...wordsOf(claims.scope), ...wordsOf(claims.scp)]);
  const user = claims[userClaim];
  return {
    user: typeof user === 'string' && user !== '' ? user : undefined,
    isAdmin: words.has(scopes.admin),
    has: (scope) => words.has(scopes[scope]),
  };
};
