import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from the console's own page, or from a program on this machine. Other pages in the same browser can
 * send requests to loopback, too: the browser reveals them in `Origin` or `Sec-Fetch-Site`, and DNS rebinding shows in `Host`.
 */
export const isSameOrigin = (headers: IncomingHttpHeaders, port: number): boolean => {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'sec-fetch-site': site = 'none' } = headers;
  return (
    hosts.includes(host) &&
    (origin === undefined || origin === `http://${host}`) &&
    /^(?:same-origin|none)$/.test(`${site}`)
  );
};
