import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request comes from the console's own page, or from a program of the person who started it. Another page in the
 * same browser can send requests to loopback: a browser names that page in `Origin` or `Sec-Fetch-Site`, and a name that was
 * pointed at loopback afterwards (DNS rebinding) stands in `Host`.
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
