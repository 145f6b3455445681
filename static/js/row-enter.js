/* Enter in a row's field presses that row's own button; in a form of many rows it would press the first one. */
(() => {
  "use strict";
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("[data-row-enter]")) return;
    const button = event.target.parentElement.querySelector("button[type=submit]");
    if (!button) return;
    event.preventDefault();
    button.click();
  });
})();
