// Names in package-lock.json the optional packages of other platforms that npm left out, as it does
// when a registry mirror does not serve them: `npm ci` refuses a lock file without them. Such entries
// have no integrity hash; an `npm install` against the full registry adds it.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const packages = new Map(Object.entries(lock.packages));
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

for (const [parent, { optionalDependencies = {}, dev }] of [...packages]) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = `node_modules/${name}`;
    const isExact = /^\d/.test(version);
    if (packages.has(place) || packages.has(`${parent}/${place}`) || !isExact) continue;
    const parts = name.split(/[/-]/);
    const os = systems.find((system) => parts.includes(system));
    const cpu = processors.find((processor) => parts.includes(processor));
    if (os === undefined || cpu === undefined) continue;
    packages.set(place, {
      version,
      cpu: [cpu],
      ...(dev ? { dev: true } : {}),
      ...(parts.at(-1).startsWith('musl') ? { libc: ['musl'] } : {}),
      optional: true,
      os: [os],
    });
    console.log(`${place} ${version}`);
  }
}
const inOrder = [...packages].sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries(inOrder);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
