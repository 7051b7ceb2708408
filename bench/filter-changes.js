/** Values of a filter that are tried. */
const mostValues = 6;

/**
 * Changes every filter that a page offers, one value at a time: milliseconds of the clock until the
 * change is on the screen, and of the page's main thread. `ready`: what that thread took before.
 */
export async function filterChanges(page, session) {
  const cpuMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  };
  const changes = [];
  const measure = async (filter, act) => {
    const before = await cpuMs();
    const wall = await act();
    changes.push({ filter, wall, cpu: (await cpuMs()) - before });
  };
  const ready = await cpuMs();
  const dimensions = await page
    .locator('#filters details[data-dimension]')
    .evaluateAll((menus) => menus.map((menu) => menu.dataset.dimension));
  for (const dimension of dimensions) {
    const menu = page.locator(`#filters details[data-dimension="${dimension}"]`);
    await menu.locator('summary').click();
    const boxes = menu.locator('input[type="checkbox"]');
    await boxes.first().waitFor();
    for (let index = 0; index < Math.min(mostValues, await boxes.count()); index++) {
      for (const way of ['on', 'off']) {
        await measure(`${dimension} ${way}`, () => boxes.nth(index).evaluate(untilDrawn, 'click'));
      }
    }
    await menu.locator('summary').click();
  }
  for (const input of await page.locator('#filters input[type="date"]').all()) {
    const { min, max } = await input.evaluate((one) => ({ min: one.min, max: one.max }));
    for (const day of [min, '', max, '']) {
      await measure(`period ${day === '' ? 'off' : 'on'}`, () =>
        input.evaluate(untilDrawn, { change: day }),
      );
    }
  }
  const text = page.locator('#filters input[type="search"]').last();
  for (const wanted of ['1', '', '12', '', 'user', '', 'nothing like it', '']) {
    await measure(`text ${wanted === '' ? 'off' : 'on'}`, () =>
      text.evaluate(untilDrawn, { input: wanted }),
    );
  }
  return { ready, changes };
}

/** Runs in the page. Acts on the element and waits until what it changed is painted. */
function untilDrawn(element, act) {
  return new Promise((resolve) => {
    const root = document.documentElement;
    let started = act.input === undefined ? performance.now() : null;
    new MutationObserver((_changes, observer) => {
      started ??= performance.now();
      if (root.dataset.state !== 'ready') return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started), 0));
    }).observe(root, { attributes: true, attributeFilter: ['data-state'] });
    if (act === 'click') element.click();
    else {
      const [[event, value]] = Object.entries(act);
      element.value = value;
      element.dispatchEvent(new Event(event));
    }
  });
}
