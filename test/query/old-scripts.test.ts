import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from './inputs/read.ts';
import { easelQuery, logparser } from './run-line.ts';

// Spellings of published scripts, and of people who run them.

const log = [
  '#Fields: date time cs-uri-stem sc-status',
  '2024-05-01 07:00:00 /a 200',
  '2024-05-01 07:00:30 /b 404',
  '',
].join('\r\n');
const files = { 'ex240501.log': log };
const byStatus =
  'SELECT sc-status, COUNT(*) AS n FROM ex240501.log GROUP BY sc-status ORDER BY sc-status';
const rows = 'sc-status,n\n200,1\n404,1\n';
const plain = ['-o:CSV', '-stats:off'];

describe.skipIf(path.sep === '\\')('paths as Windows writes them', () => {
  it('name queries, templates, headers and checkpoints', async () => {
    const cwd = folderWith(files);
    mkdirSync(path.join(cwd, 'sub'));
    const sub = (name: string): string => path.join(cwd, 'sub', name);
    writeFileSync(sub('q.sql'), byStatus.replace('ex240501.log', '%log%'));
    const named = await logparser(['file:sub\\q.sql?log=.\\ex240501.log', ...plain], { cwd });
    expect(named.stdout).toBe(rows);

    const kept = ['-iCheckpoint:sub\\c.lpc', '-i:IISW3C', ...plain];
    expect((await logparser([byStatus, ...kept], { cwd })).stdout).toBe(rows);
    expect(existsSync(sub('c.lpc'))).toBe(true);
    expect((await logparser([byStatus, ...kept], { cwd })).stdout).toBe('');

    // Both are read from where the process is.
    const here = path.relative(process.cwd(), cwd).replaceAll('/', '\\');
    writeFileSync(sub('t.tpl'), '%sc-status%;');
    const filled = await logparser([byStatus, '-o:TPL', `-tpl:${here}\\sub\\t.tpl`, '-stats:off'], {
      cwd,
    });
    expect(filled.stdout).toBe('200;404;');
    writeFileSync(sub('h.csv'), 'x,y\n');
    writeFileSync(path.join(cwd, 'd.csv'), '1,2\n');
    const query = 'SELECT x, y FROM d.csv';
    const header = `-iHeaderFile:${here}\\sub\\h.csv`;
    const headed = await logparser([query, '-i:CSV', '-headerRow:OFF', header, ...plain], { cwd });
    expect(headed.stdout).toBe('x,y\n1,2\n');
  });

  it('says where a drive is looked for', async () => {
    const cwd = folderWith(files);
    await expect(
      logparser(['SELECT * FROM C:\\logs\\ex*.log', ...plain], { cwd }),
    ).rejects.toMatchObject({ hint: expect.stringContaining('no drive C:') as string });
    const into = await logparser([byStatus.replace('FROM', 'INTO D:\\out\\n.csv FROM')], { cwd });
    const file = path.join(cwd, 'D:', 'out', 'n.csv');
    expect(into.stderr).toContain(`no drives: D:\\out\\n.csv is written to ${file}`);
    expect(readFileSync(file, 'utf8')).toBe(rows);
  });
});

describe('switches', () => {
  it('may have a blank behind the colon, or nothing where ON is meant', async () => {
    const cwd = folderWith(files);
    const spaced = ['-i:', 'IISW3C', '-o:', 'CSV', '-stats:', 'OFF', '-headers:', 'OFF'];
    expect((await logparser([...spaced, byStatus], { cwd })).stdout).toBe('200,1\n404,1\n');
    mkdirSync(path.join(cwd, 'deep', 'er'), { recursive: true });
    writeFileSync(path.join(cwd, 'deep', 'er', 'ex240501.log'), log);
    for (const recurse of [['-recurse'], ['-recurse:ON'], ['-recurse', '-1']]) {
      const all = await logparser([...recurse, byStatus, ...plain], { cwd });
      expect(all.stdout).toBe('sc-status,n\n200,2\n404,2\n');
    }
    const none = await logparser(['-recurse', 'OFF', byStatus, ...plain], { cwd });
    expect(none.stdout).toBe(rows);
  });

  it('of a format that is not here are no slips', async () => {
    const cwd = folderWith(files);
    const ads = ['-objClass:User', 'SELECT cn FROM LDAP://contoso', '-i:ADS'];
    await expect(logparser(ads, { cwd })).rejects.toThrow('Active Directory');
    await expect(logparser([byStatus, '-objClass:User'], { cwd })).rejects.toThrow('-objclass');
  });
});

it('opens a page with -o:DATAGRID, INTO or not', async () => {
  const cwd = folderWith(files);
  const shown = await logparser([byStatus, '-o:DATAGRID'], { cwd });
  expect(shown.stdout).not.toContain('<');
  expect(shown.stderr).toContain(path.join(cwd, 'datagrid.html'));
  expect(readdirSync(cwd)).toContain('datagrid.html');
  const piped = await easelQuery([byStatus, '-o:DATAGRID', '--out', '-'], { cwd });
  expect(piped.stdout).toContain('<!doctype html>');
});

it('knows logs of IIS by a mask that ends in a star', async () => {
  const cwd = folderWith({ 'u_ex240501.log': log });
  const masked = await logparser([byStatus.replace('ex240501.log', 'u_ex2405*'), ...plain], {
    cwd,
  });
  expect(masked.stdout).toBe(rows);
});
