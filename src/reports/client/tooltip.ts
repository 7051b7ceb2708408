import { make, replace } from './dom.ts';

const box = make('div', { class: 'tooltip', hidden: true });

/** Shows lines of text beside the pointer; text only. */
export function showTooltip(
  lines: readonly (readonly [string, string])[],
  x: number,
  y: number,
): void {
  if (!box.isConnected) document.body.append(box);
  replace(
    box,
    ...lines.map(([name, value]) => make('div', {}, make('span', {}, name), make('b', {}, value))),
  );
  box.hidden = false;
  const { width, height } = box.getBoundingClientRect();
  const left = x + 16 + width > window.innerWidth ? x - 16 - width : x + 16;
  const top = y + 16 + height > window.innerHeight ? y - 16 - height : y + 16;
  box.style.left = `${Math.max(4, left)}px`;
  box.style.top = `${Math.max(4, top)}px`;
}

export function hideTooltip(): void {
  box.hidden = true;
}
