import type { ClaimConfig } from '#shared/config';
import type { Scope } from '#shared/define-api';
import type { Claims } from '#shared/request';

/** What the claims of a caller give it. */
export interface Rights {
  /** Its user id at Chat, where the claim holds a text. */
  readonly user: string | undefined;
  /** Whether it may act for every user and call every API. */
  readonly isAdmin: boolean;
  has(scope: Scope): boolean;
}

/** The words in a claim: a list, or text in which blanks part them. API Gateway writes a list as `[a b]`. */
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
