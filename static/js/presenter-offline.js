/* A reload without network finds the page, its scripts and its style where the worker kept them. */
(function () {
  "use strict";
  async function keep() {
    const loaded = performance.getEntriesByType("resource").map((one) => one.name);
    const files = loaded.filter((name) => /\.(js|css|svg)$/.test(name));
    await navigator.serviceWorker.register(document.body.dataset.worker, { scope: "/present/" });
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ keep: [location.href, ...files] });
    document.body.dataset.kept = "yes";
  }
  if (navigator.serviceWorker) addEventListener("load", keep);
})();
