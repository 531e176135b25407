/** The region of every local service. */
export const region = 'ap-southeast-1';

/** The account of every local service. */
export const accountId = '000000000000';

/** Fake credentials. The local services check no signatures. */
export const credentials = { accessKeyId: 'local', secretAccessKey: 'local' } as const;
