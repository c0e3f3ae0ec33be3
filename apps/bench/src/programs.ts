import { execFileSync } from 'node:child_process';

/** What a command prints, or null if it fails. */
const printed = (command: string, args: readonly string[]): string | null => {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    return null;
  }
};

const PYTHONS = ['python3', 'python', '/usr/bin/python3'];

/**
 * The first Python that can import modules, those of the first list if any can, else those of the
 * next; null if none. BETAHAT_PYTHON names another than those of the PATH.
 */
export const findPython = (lists: readonly string[]): string | null => {
  const chosen = process.env['BETAHAT_PYTHON'];
  const candidates = chosen === undefined ? PYTHONS : [chosen];
  for (const modules of lists)
    for (const command of candidates)
      if (printed(command, ['-c', `import ${modules}`]) !== null) return command;
  return null;
};

/** The Rscript that has a package; BETAHAT_RSCRIPT names another than that of the PATH. */
export const findR = (name: string): string | null => {
  const command = process.env['BETAHAT_RSCRIPT'] ?? 'Rscript';
  return printed(command, ['-e', `library(${name})`]) === null ? null : command;
};

const PYTHON_VERSIONS = `import importlib.metadata as m, json, sys
found = {"python": sys.version.split()[0]}
for name in sys.argv[1:]:
    try: found[name] = m.version(name)
    except m.PackageNotFoundError: pass
print(json.dumps(found))`;

/** Versions of Python and of those of its packages that it has. */
export const pythonVersions = (
  command: string,
  packages: readonly string[],
): Record<string, string> =>
  JSON.parse(printed(command, ['-c', PYTHON_VERSIONS, ...packages]) ?? '{}');

/** The version of an R package. */
export const rVersion = (command: string, name: string): string =>
  printed(command, ['-e', `cat(as.character(packageVersion("${name}")))`]) ?? '';

/** What a run itself writes. */
const WRITTEN = ['README.md', 'apps/bench/results'].map((path) => `:(top,exclude)${path}`);

/** The commit that is checked out, with a + where files differ from it; unknown outside of git. */
export const commit = (): string => {
  const head = printed('git', ['rev-parse', '--short=12', 'HEAD'])?.trim();
  if (head === undefined) return 'unknown';
  const status = ['status', '--porcelain', '--untracked-files=no', '--', ':(top)', ...WRITTEN];
  const changed = printed('git', status) ?? '';
  return changed.trim() === '' ? head : `${head}+`;
};
