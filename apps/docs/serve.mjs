/**
 * Serves the built site on this machine, with the two headers that let a page use threads.
 * `--port 4173` asks for a port; without it the first free one from 4173 up is taken.
 */
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const site = fileURLToPath(new URL('.vitepress/dist', import.meta.url));
const FIRST_PORT = 4173;

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

const server = createServer((request, response) => {
  let path = '/';
  try {
    path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  } catch {
    response.writeHead(400).end();
    return;
  }
  const found = find(path);
  const file = found ?? join(site, '404.html');
  response.writeHead(found === undefined ? 404 : 200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cache-control': 'no-cache',
  });
  createReadStream(file).pipe(response);
});

const { values } = parseArgs({ options: { port: { type: 'string' } } });
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
  process.stdout.write(`The documentation is at http://127.0.0.1:${port}/ (Ctrl-C ends it)\n`);
});
server.listen(port, '127.0.0.1');
