import { expect, it } from 'vitest';
import { shellWord } from '../../src/support/shell-word.ts';

it('leaves a word alone that a shell takes as it stands', () => {
  for (const word of ['logs/ex24.log', '--until', '2024-05-01T12:30', 'a@b.example', 'x=1,2']) {
    expect(shellWord(word)).toBe(word);
    expect(shellWord(word, true)).toBe(word);
  }
  expect(shellWord('C:\\logs\\ex24.log', true)).toBe('C:\\logs\\ex24.log');
});

it('quotes blanks, quotes and what a shell would expand', () => {
  expect(shellWord('Default Policy')).toBe("'Default Policy'");
  expect(shellWord("O'Brien")).toBe(`'O'\\''Brien'`);
  expect(shellWord('say "hi" $HOME')).toBe(`'say "hi" $HOME'`);
  expect(shellWord('C:\\logs')).toBe("'C:\\logs'");
  expect(shellWord('')).toBe("''");
});

it('quotes for Windows as its programs take quotes apart', () => {
  expect(shellWord('C:\\my logs\\ex24.log', true)).toBe('"C:\\my logs\\ex24.log"');
  expect(shellWord("O'Brien", true)).toBe(`"O'Brien"`);
  expect(shellWord('say "hi"', true)).toBe('"say \\"hi\\""');
  expect(shellWord('C:\\my logs\\', true)).toBe('"C:\\my logs\\\\"');
});
