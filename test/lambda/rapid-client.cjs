/**
 * Replaces `rapid-client.node`, the native part of AWS's runtime client, with the same three functions over the Runtime API.
 * Loaded with `--require`, it also answers the runtime client's own `require` of the native module. It is plain JavaScript
 * because stripping types would add 30 ms to every cold start.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
const { Agent, request } = require('node:http');
const { registerHooks } = require('node:module');
const { pathToFileURL } = require('node:url');

const hooks = registerHooks({
  resolve(specifier, context, nextResolve) {
    if (specifier !== './rapid-client.node') return nextResolve(specifier, context);
    hooks.deregister();
    return {
      url: pathToFileURL(__filename).href,
      format: 'commonjs',
      shortCircuit: true,
    };
  },
});

const invocations = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;
// One connection, so that an answer arrives before the request for the next invocation.
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const call = (method, path, body) =>
  new Promise((resolve, reject) => {
    const options = { agent, method, headers: { 'content-type': 'application/json' } };
    const outgoing = request(`${invocations}/${path}`, options, (response) => {
      let bodyJson = '';
      response.setEncoding('utf8').on('data', (chunk) => {
        bodyJson += chunk;
      });
      response.on('end', () => resolve({ bodyJson, headers: response.headers })).on('error', reject);
    });
    outgoing.on('error', reject).end(body);
  });

// Like the native functions, this ignores whether the answer arrives.
const post = (path, body) => {
  call('POST', path, body).catch(() => {});
};

exports.next = () => call('GET', 'next');
exports.done = (requestId, body) => post(`${requestId}/response`, body);
exports.error = (requestId, body) => post(`${requestId}/error`, body);
