// Names in package-lock.json the optional packages of other platforms that npm left out or got in another
// version, as it does when a registry mirror does not serve them: `npm ci` refuses a lock file without them. Such entries have no
// integrity hash; an `npm install` against the full registry adds it.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'openharmony', 'sunos', 'win32'];
const processors = [
  'arm64',
  'arm',
  'ia32',
  'loong64',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

for (const [parent, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    const locked = packages[`${parent}/${place}`] ?? packages[place];
    if (locked?.version === version || !/^\d/.test(version)) continue;
    const parts = name.split(/[/-]/);
    const os = systems.find((system) => parts.includes(system));
    const cpu = processors.find((processor) => parts.includes(processor));
    if (os === undefined || cpu === undefined) continue;
    for (const inner of Object.keys(packages)) {
      if (inner.startsWith(`${place}/`)) delete packages[inner];
    }
    packages[place] = {
      version,
      cpu: [cpu],
      ...(dev ? { dev: true } : {}),
      ...(parts.at(-1).startsWith('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      os: [os],
    };
    console.log(`${place} ${version}`);
  }
}
lock.packages = Object.fromEntries(
  Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')),
);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
