// A toast goes after a while, sooner with Escape; "z" takes back what it tells of. One with an undo stays longer and
// says for how many seconds: to the eye only, and where motion is unwelcome only every five. A hand on it stops the clock.
const PLAIN_SECONDS = 6;
const UNDO_SECONDS = 15;
const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;

const startClock = (toast) => {
  const shown = toast.querySelector("[data-seconds]");
  let left = shown ? UNDO_SECONDS : PLAIN_SECONDS;
  const say = () => {
    if (shown && (!isCalm || left % 5 === 0)) shown.textContent = shown.dataset.seconds.replace("{n}", left);
  };
  const timer = setInterval(() => {
    left -= 1;
    if (left > 0) return say();
    clearInterval(timer);
    return toast.remove();
  }, 1000);
  const keep = () => {
    clearInterval(timer);
    if (shown) shown.textContent = "";
  };
  say();
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
