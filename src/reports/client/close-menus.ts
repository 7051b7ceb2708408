/** Closes the menus in `root` by a click elsewhere and by Escape. */
export function closeMenus(root: HTMLElement): void {
  const openMenus = (): HTMLDetailsElement[] => [
    ...root.querySelectorAll<HTMLDetailsElement>('details[open]'),
  ];
  document.addEventListener('click', (event) => {
    for (const details of openMenus()) {
      if (
        event.target instanceof Node &&
        event.target.isConnected &&
        !details.contains(event.target)
      )
        details.open = false;
    }
  });
  root.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const details of openMenus()) {
      details.open = false;
      details.querySelector('summary')?.focus();
    }
  });
}
