// Runs `npm run NAME` only where an input of the web client has changed since the last time it succeeded.
// Called by Maven: node scripts/if-changed.mjs build|test
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const inputs = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'src', 'public', 'scripts'];

const filesOf = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).sort().flatMap((name) => filesOf(join(path, name))) : [path];

const hashOf = (paths) => {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(`${file}\0`).update(readFileSync(file)).update('\0');
  return hash.digest('hex');
};

const npm = (...args) => execFileSync('npm', args, { stdio: 'inherit' });

const stamped = (name, stamp, hash, run) => {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) {
    console.log(`web: ${name} is up to date`);
    return;
  }
  run();
  mkdirSync(join(stamp, '..'), { recursive: true });
  writeFileSync(stamp, hash);
};

const step = process.argv[2];
stamped('node_modules', 'node_modules/.chaiwei-stamp', hashOf(['package.json', 'package-lock.json']), () =>
  npm('ci', '--no-audit', '--no-fund', '--loglevel=error'),
);
stamped(step, `target/${step}.stamp`, hashOf(inputs), () => {
  if (step === 'build') npm('run', '--silent', 'check');
  npm('run', '--silent', step);
});
