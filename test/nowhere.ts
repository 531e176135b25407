/**
 * An address that refuses connections. No test can listen at a port this low, while the port of a server that was closed
 * may belong to another test. `fetch` rejects port 1 without trying it.
 */
export const nowhere = 'http://127.0.0.1:2';
