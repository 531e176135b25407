import type { FailureKind } from '#shared/failures/failure';

/** What a caller gets when Chat answers one of an API's own codes: `[code, kind, HTTP status, ErrorCode told]`. */
export type OwnCode = readonly [code: number, kind: FailureKind, status: number, told: number];

/** The codes that the pages of all recent-contact APIs list. */
export const recentContactCodes: readonly OwnCode[] = [
  [50001, 'NotFound', 404, 50001],
  [50002, 'InvalidRequest', 400, 50002],
  [50003, 'Misconfigured', 500, 500],
  [50004, 'UpstreamFailed', 502, 50004],
  [50005, 'UpstreamFailed', 502, 50005],
];
