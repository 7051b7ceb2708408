import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { prepareDemoFolder } from '../../src/demo/demo-folder.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'easel-demo-folder-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it('makes a new folder, and takes an empty one', () => {
  prepareDemoFolder(path.join(root, 'a', 'b'));
  expect(existsSync(path.join(root, 'a', 'b'))).toBe(true);
  mkdirSync(path.join(root, 'empty'));
  prepareDemoFolder(path.join(root, 'empty'));
});

it('refuses a folder with files of somebody else, and leaves them alone', () => {
  const foreign = path.join(root, 'notes.txt');
  writeFileSync(foreign, 'mine');
  expect(() => prepareDemoFolder(root)).toThrow(/not the demo's/);
  expect(existsSync(foreign)).toBe(true);
});

it('refuses a file', () => {
  const file = path.join(root, 'file');
  writeFileSync(file, '');
  expect(() => prepareDemoFolder(file)).toThrow(/is a file/);
});

it('clears what an earlier or interrupted run left, and nothing else', () => {
  const folder = path.join(root, 'demo');
  prepareDemoFolder(folder);
  mkdirSync(path.join(folder, 'logs', 'CAS10A'), { recursive: true });
  writeFileSync(path.join(folder, 'easel.duckdb'), 'half');
  writeFileSync(path.join(folder, 'my-notes.txt'), 'mine');
  prepareDemoFolder(folder);
  expect(existsSync(path.join(folder, 'logs'))).toBe(false);
  expect(existsSync(path.join(folder, 'easel.duckdb'))).toBe(false);
  expect(existsSync(path.join(folder, 'my-notes.txt'))).toBe(true);
});
