/**
 * Serves the built site on this machine, from the sub-path that it is built for, with the two headers
 * that let a page use threads. `--port 4173` asks for a port; without it the first free one from 4173 up
 * is taken. `--plain` leaves the headers out, as plain static hosting does.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const site = fileURLToPath(new URL('.vitepress/dist', import.meta.url));
const FIRST_PORT = 4173;

/** As in .vitepress/config.ts. */
const base = process.env['BETAHAT_DOCS_BASE'] ?? '/betahat/';

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const isFile = (path) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

/** The file for a URL path: itself, with .html (clean URLs), or the folder's index. */
const find = (path) => {
  const inside = join(site, normalize(join('/', path)));
  return [inside, `${inside}.html`, join(inside, 'index.html')].find(isFile);
};

const { values } = parseArgs({ options: { port: { type: 'string' }, plain: { type: 'boolean' } } });

const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const server = createServer((request, response) => {
  let path = '/';
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  if (path === '/' && base !== '/') {
    response.writeHead(302, { location: base }).end();
    return;
  }
  const found = path.startsWith(base) ? find(path.slice(base.length)) : undefined;
  const file = found ?? join(site, '404.html');
  response.writeHead(found === undefined ? 404 : 200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    ...(values.plain ? {} : isolation),
    'cache-control': 'no-cache',
  });
  createReadStream(file).pipe(response);
});

let port = Number(values.port ?? FIRST_PORT);
server.on('error', (error) => {
  if (error.code !== 'EADDRINUSE' || values.port !== undefined) {
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  port += 1;
  server.listen(port, '127.0.0.1');
});
server.on('listening', () => {
  process.stdout.write(
    `The documentation is at http://127.0.0.1:${server.address().port}${base} (Ctrl-C ends it)\n`,
  );
});
server.listen(port, '127.0.0.1');
