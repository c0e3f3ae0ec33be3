/**
 * A registry on the loopback address that knows the packed packages and nothing else. Only the
 * scope @betahat is pointed at it; everything else comes from wherever npm is set up to ask.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const describe = ({ manifest, tgz }, origin) => ({
  name: manifest.name,
  'dist-tags': { latest: manifest.version },
  versions: {
    [manifest.version]: {
      ...manifest,
      dist: {
        tarball: `${origin}/tarballs/${encodeURIComponent(manifest.name)}.tgz`,
        integrity: `sha512-${createHash('sha512').update(tgz).digest('base64')}`,
      },
    },
  },
});

/** @returns {Promise<{ origin: string, close: () => void }>} */
export const serve = (packages) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      const path = decodeURIComponent(request.url.slice(1));
      const origin = `http://${request.headers.host}`;
      const asTarball = packages.find(({ name }) => path === `tarballs/${name}.tgz`);
      const asName = packages.find(({ name }) => path === name);
      if (asTarball === undefined && asName === undefined) {
        response.writeHead(404).end('{}');
        return;
      }
      // The next run packs other bytes under the same version.
      response.writeHead(200, {
        'cache-control': 'no-store',
        'content-type': asName === undefined ? 'application/octet-stream' : 'application/json',
      });
      response.end(asName === undefined ? asTarball.tgz : JSON.stringify(describe(asName, origin)));
    });
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() });
    });
  });
