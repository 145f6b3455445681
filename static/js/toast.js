// A toast goes after a while, sooner with Escape; "z" takes back what it tells of. One with an undo stays longer.
const PLAIN_MS = 6000;
const UNDO_MS = 15000;

const startClock = (toast) => {
  const timer = setTimeout(() => toast.remove(), toast.querySelector("form") ? UNDO_MS : PLAIN_MS);
  const keep = () => clearTimeout(timer);
  toast.addEventListener("pointerenter", keep);
  toast.addEventListener("focusin", keep);
};

document.querySelectorAll(".toast").forEach(startClock);
// A part of a page that htmx put in may bring a new one.
document.addEventListener("htmx:oobAfterSwap", (event) => event.target.querySelectorAll(".toast").forEach(startClock));

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  if (event.key === "Escape") document.querySelectorAll(".toast").forEach((toast) => toast.remove());
  if (event.key.toLowerCase() === "z") document.querySelector(".toast form [data-key=z]")?.click();
});
