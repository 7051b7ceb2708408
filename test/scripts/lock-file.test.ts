import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

interface LockedPackage {
  readonly version?: string;
  readonly hasInstallScript?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = path.resolve(import.meta.dirname, '..', '..');
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

it('names the packages of every platform, without which npm ci refuses the lock file', () => {
  const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([, version]) => /^\d/.test(version))
      .filter(([name, version]) => {
        const locked =
          packages[`${parent}/node_modules/${name}`] ?? packages[`node_modules/${name}`];
        return locked?.version !== version;
      })
      .map(([name, version]) => `${name}@${version}`),
  );
  expect(missing, 'run: npm run lock').toEqual([]);
});

it('has no package that runs code at install time', () => {
  const names = Object.keys(packages).filter((name) => name !== '');
  expect(names.filter((name) => packages[name]?.hasInstallScript === true)).toEqual([]);
});
