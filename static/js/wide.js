// What scrolls sideways can be reached and scrolled by key.
for (const box of document.querySelectorAll(".list, .tabs, .chart-scroll")) {
  if (box.scrollWidth > box.clientWidth && !box.hasAttribute("tabindex")) box.tabIndex = 0;
}
