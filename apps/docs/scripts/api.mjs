/**
 * Writes pages/api from the docstrings of the packages: one page per package entry and per export.
 * It runs before each build; the pages are not kept in git.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Application, Converter, LogLevel, ReflectionKind } from 'typedoc';
import { PACKAGES } from '../src/site/packages.ts';
import { withImports } from './samples.mjs';

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
  // What is called comes before the shapes that it takes and gives.
  groupOrder: ['Functions', 'Classes', 'Variables', '*'],
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

/** Names that are values, by the entry that exports them. */
const importable = (modules) =>
  modules.map(({ name, children = [] }) => ({
    path: name,
    names: new Set(children.filter(({ kind }) => (kind & VALUES) !== 0).map((child) => child.name)),
  }));
const VALUES = ReflectionKind.Function | ReflectionKind.Class | ReflectionKind.Variable;

const packageOf = (reflection) => {
  let at = reflection;
  while (at.parent !== undefined && at.kind !== ReflectionKind.Module) at = at.parent;
  return at.name;
};
const distance = ({ path }, home) =>
  path === home ? 0 : path.split('/')[0] === home.split('/')[0] ? 1 : 2;

/** A sample with its imports. */
const complete = (part, entries) => {
  const [, code] = /^```ts\n([\s\S]*)\n```$/.exec(part.text.trim()) ?? [];
  return code === undefined
    ? [part]
    : [{ kind: 'code', text: `\`\`\`ts\n${withImports(code, entries)}\n\`\`\`` }];
};

app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
  // `models/src/predict` is the file, `models/predict` what is imported.
  for (const module of project.children ?? []) module.name = module.name.replace('/src', '');
  const exported = importable(project.children ?? []);
  for (const reflection of Object.values(project.reflections)) {
    const { comment } = reflection;
    if (comment === undefined) continue;
    comment.summary = comment.summary.flatMap(fenced);
    const home = packageOf(reflection);
    const nearest = exported.toSorted((a, b) => distance(a, home) - distance(b, home));
    for (const tag of comment.blockTags)
      tag.content = tag.content.flatMap((part) =>
        tag.tag === '@example' ? complete(part, nearest) : fenced(part),
      );
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
  const { description } = manifest(path.split('/')[0]);
  const head = path.includes('/') ? '' : `\n\n${description}`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^# .*/m, `# @betahat/${path}${head}`));
}
