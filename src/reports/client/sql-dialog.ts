import { button, make } from './dom.ts';

/** Shows the SQL behind a section, to read and to copy. */
export function showSql(title: string, sql: string): void {
  const text = make('pre', { tabindex: 0 }, sql);
  const dialog = make('dialog', { 'aria-label': `SQL of ${title}` });
  const copy = button('Copy SQL', () => {
    navigator.clipboard.writeText(sql).then(
      () => {
        copy.textContent = 'Copied';
      },
      () => {
        // Without the clipboard the text is selected, ready for Ctrl-C.
        window.getSelection()?.selectAllChildren(text);
        copy.textContent = 'Selected: press Ctrl+C';
      },
    );
  });
  const close = button('Close', () => dialog.close());
  dialog.append(
    make('h2', {}, `SQL of ${title}`),
    make(
      'p',
      { class: 'note' },
      'Gives the same figures in easel sql, with the filters of this page filled in.',
    ),
    text,
    make('div', { class: 'tools' }, copy, close),
  );
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
