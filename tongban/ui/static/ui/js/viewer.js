// Samples page by page: arrows, swipes and buttons turn the pages without fetching the page anew.
for (const viewer of document.querySelectorAll("[data-viewer]")) {
  const strip = viewer.querySelector(".tb-viewer-strip");
  const pages = [...strip.children];
  const status = viewer.querySelector("[role=status]");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let number = Number(viewer.dataset.number);
  let zoom = Number(viewer.dataset.zoom);

  const query = (page, scale) => `?page=${page}&zoom=${scale}`;
  const within = (value, most) => Math.min(Math.max(value, 1), most);

  function mark(link, target, there) {
    link.href = target;
    if (there) link.removeAttribute("aria-disabled");
    else link.setAttribute("aria-disabled", "true");
  }

  function show() {
    viewer.dataset.number = number;
    viewer.dataset.zoom = zoom;
    status.textContent = status.dataset.words.replace("{n}", number);
    for (const link of viewer.querySelectorAll("[data-turn]")) {
      const target = number + Number(link.dataset.turn);
      mark(link, query(within(target, pages.length), zoom), target === within(target, pages.length));
    }
    for (const link of viewer.querySelectorAll("[data-scale]")) {
      const target = zoom + Number(link.dataset.scale);
      mark(link, query(number, within(target, 3)), target === within(target, 3));
    }
    history.replaceState(history.state, "", query(number, zoom));
  }

  function turn(target, smooth = true) {
    number = within(target, pages.length);
    strip.scrollTo({ left: (number - 1) * strip.clientWidth, behavior: smooth && !calm ? "smooth" : "instant" });
    pages[number - 1].scrollTo(0, 0);
    show();
  }

  for (const page of pages) page.hidden = false;
  strip.scrollLeft = (number - 1) * strip.clientWidth;
  let resting;
  strip.addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      const seen = within(Math.round(strip.scrollLeft / strip.clientWidth) + 1, pages.length);
      if (seen !== number) { number = seen; show(); }
    }, 150);
  });
  window.addEventListener("resize", () => turn(number, false));
  viewer.addEventListener("click", (event) => {
    const link = event.target.closest("[data-turn], [data-scale]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (link.dataset.turn) turn(number + Number(link.dataset.turn));
    else { zoom = within(zoom + Number(link.dataset.scale), 3); show(); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input, textarea, select")) return;
    const inside = viewer.contains(document.activeElement);
    const ends = inside ? { Home: 1, End: pages.length, PageUp: number - 1, PageDown: number + 1 } : {};
    const steps = { ArrowLeft: number - 1, ArrowRight: number + 1, ...ends };
    if (event.key in steps) turn(steps[event.key]);
    else if (event.key === "+" || event.key === "-") { zoom = within(zoom + (event.key === "+" ? 1 : -1), 3); show(); }
    else return;
    event.preventDefault();
  });
}
