import { defineConfig } from 'vitepress';

/** Packages are bundled from their TypeScript source, so that the site needs no build of them. */
const source = ['@betahat/source', 'module', 'browser', 'development|production'];

export default defineConfig({
  title: 'betahat',
  description: 'Logistic and softmax regression for TypeScript.',
  srcDir: 'pages',
  cleanUrls: true,
  themeConfig: {
    outline: { level: [2, 3] },
    nav: [{ text: 'Start', link: '/' }],
  },
  vite: {
    resolve: { conditions: source },
    ssr: {
      resolve: { conditions: ['@betahat/source', 'module', 'node', 'development|production'] },
    },
    plugins: [
      {
        // Threads need SharedArrayBuffer, which needs these two; VitePress ignores server.headers.
        name: 'cross-origin-isolation',
        configureServer: (server) => {
          server.middlewares.use((_request, response, next) => {
            response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
            response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
            next();
          });
        },
      },
    ],
  },
});
