import { katex } from '@mdit/plugin-katex';
import { transformerTwoslash } from '@shikijs/twoslash';
import ts from 'typescript';
import { defineConfig } from 'vitepress';
import { PACKAGES } from '../src/site/packages.ts';

/** Packages are bundled from their TypeScript source, so that the site needs no build of them. */
const source = ['@betahat/source', 'module', 'browser', 'development|production'];

/** Where the site will lie on its server; serve.mjs serves it from there too. */
const base = process.env['BETAHAT_DOCS_BASE'] ?? '/betahat/';

/** In the page itself: no request for it. */
const icon = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5fa5"/><path d="M5 24C14 24 18 8 27 8" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/></svg>',
)}`;

export default defineConfig({
  base,
  lang: 'en',
  title: 'betahat',
  description: 'Logistic and softmax regression for TypeScript.',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: icon }]],
  srcDir: 'pages',
  cleanUrls: true,
  // A page that is not asked for is not loaded.
  router: { prefetchLinks: false },
  // The face of the text comes with the page and not after its style sheet.
  transformHead: ({ assets }) =>
    assets
      .filter((path) => path.includes('source-serif-4-latin-wght'))
      .map((href) => [
        'link',
        { rel: 'preload', href, as: 'font', type: 'font/woff2', crossorigin: '' },
      ]),
  themeConfig: {
    outline: { level: [2, 3] },
    search: { provider: 'local' },
    nav: [
      { text: 'Start', link: '/' },
      { text: 'Derivation', link: '/derivation' },
      { text: 'Playground', link: '/playground' },
      { text: 'Digits', link: '/digits' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: [
      {
        text: 'Start',
        items: [
          { text: 'What it is', link: '/' },
          { text: 'How to choose', link: '/guide/choose' },
          { text: 'Around a fit', link: '/guide/fit' },
          { text: 'Coming from elsewhere', link: '/guide/coming-from' },
          { text: 'How to add a piece', link: '/guide/extend' },
        ],
      },
      {
        text: 'Understand and try',
        items: [
          { text: 'The derivation', link: '/derivation' },
          { text: 'Playground', link: '/playground' },
          { text: 'Digits', link: '/digits' },
        ],
      },
      {
        text: 'Numbers',
        items: [
          { text: 'Sizes', link: '/sizes' },
          { text: 'Benchmarks', link: '/benchmarks' },
        ],
      },
      {
        text: 'API',
        collapsed: true,
        link: '/api/',
        items: PACKAGES.map((name) => ({ text: name, link: `/api/${name}` })),
      },
    ],
  },
  markdown: {
    codeTransformers: [
      // The samples marked `twoslash` compile, under the rules that the packages compile under, or the
      // build fails. The renderer adds nothing: types to hover over would double the page.
      transformerTwoslash({
        explicitTrigger: true,
        renderer: { nodeStaticInfo: (_info, node) => node },
        twoslashOptions: {
          compilerOptions: {
            target: ts.ScriptTarget.ES2022,
            lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'],
            module: ts.ModuleKind.ESNext,
            moduleResolution: ts.ModuleResolutionKind.Bundler,
            customConditions: ['@betahat/source'],
            allowImportingTsExtensions: true,
            noEmit: true,
            strict: true,
            resolveJsonModule: true,
            types: ['node'],
          },
        },
      }),
    ],
    languages: ['ts', 'js', 'sh', 'python', 'r', 'json'],
    config: (md) => {
      md.use(katex, { delimiters: 'dollars', throwOnError: true, output: 'htmlAndMathml' });
    },
  },
  vite: {
    resolve: { conditions: source },
    ssr: {
      resolve: { conditions: ['@betahat/source', 'module', 'node', 'development|production'] },
    },
    // In one file: once the page has it, fits need no network.
    worker: { format: 'es', rolldownOptions: { output: { codeSplitting: false } } },
    build: { chunkSizeWarningLimit: 1000 },
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
