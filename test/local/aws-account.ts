/** The region that everything on this machine claims to be in. */
export const region = 'ap-southeast-1';

/** The account that everything on this machine claims to belong to. */
export const accountId = '000000000000';

/** Credentials that the services on this machine accept: they check no signature. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;
