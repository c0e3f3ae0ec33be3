/**
 * Writes pages/api from the docstrings of the packages: one page per package entry and per export.
 * It runs before each build; the pages are not kept in git.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, LogLevel } from 'typedoc';
import { PACKAGES } from '../src/site/packages.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const out = fileURLToPath(new URL('../pages/api', import.meta.url));

const manifest = (name) =>
  JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));

/** What can be imported of a package: `.` and entries such as `./predict`, with their source files. */
const entries = (name) =>
  Object.entries(manifest(name).exports)
    .filter(([, entry]) => entry['@betahat/source'] !== undefined)
    .map(([path, entry]) => ({
      path: join(name, path)
        .replaceAll('\\', '/')
        .replace(/\/\.?$/, ''),
      source: join(root, 'packages', name, entry['@betahat/source']),
    }));

rmSync(out, { recursive: true, force: true });
const app = await Application.bootstrapWithPlugins({
  plugin: ['typedoc-plugin-markdown'],
  entryPoints: PACKAGES.flatMap((name) => entries(name).map(({ source }) => source)),
  basePath: join(root, 'packages'),
  tsconfig: fileURLToPath(new URL('../tsconfig.api.json', import.meta.url)),
  name: 'API reference',
  readme: 'none',
  out,
  router: 'module',
  entryFileName: 'index',
  modulesFileName: 'index',
  disableSources: true,
  excludeInternal: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  hideBreadcrumbs: true,
  hidePageHeader: true,
  useCodeBlocks: true,
  indexFormat: 'table',
  parametersFormat: 'table',
  propertiesFormat: 'table',
  interfacePropertiesFormat: 'table',
  sanitizeComments: true,
  logLevel: LogLevel.Warn,
});
/** Formulas are indented in docstrings; as fenced blocks their braces are left alone and they scroll. */
const fenced = (part) =>
  part.kind === 'text'
    ? part.text
        .split(/((?:^|(?<=\n))(?: {4}.*(?:\n|$)|\n(?= {4}))+)/)
        .filter((text) => text !== '')
        .map((text) =>
          text.trimStart() !== '' && /^\n* {4}/.test(text)
            ? {
                kind: 'code',
                text: `\n\`\`\`text\n${text.replaceAll(/^ {4}/gm, '').trim()}\n\`\`\`\n`,
              }
            : { kind: 'text', text },
        )
    : [part];

app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
  // `models/src/predict` is the file, `models/predict` what is imported.
  for (const module of project.children ?? []) module.name = module.name.replace('/src', '');
  for (const { comment } of Object.values(project.reflections)) {
    if (comment === undefined) continue;
    comment.summary = comment.summary.flatMap(fenced);
    for (const tag of comment.blockTags) tag.content = tag.content.flatMap(fenced);
  }
});
const project = await app.convert();
if (project === undefined) process.exit(1);
await app.generateOutputs(project);

const row = (name) => {
  const links = entries(name).map(({ path }) => `[@betahat/${path}](./${path})`);
  return `| ${links.join('<br>')} | ${manifest(name).description} |`;
};
writeFileSync(
  join(out, 'index.md'),
  `# API reference

From the docstrings of the source that this site runs on. Formula, shapes, errors, source and an example stand with each function.

| import | for |
| --- | --- |
${PACKAGES.map(row).join('\n')}
`,
);
for (const { path } of PACKAGES.flatMap(entries)) {
  const file = join(out, `${path}.md`);
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^# .*/m, `# @betahat/${path}`));
}
