// Keys 1 to 7 are the answers. "Another number" first leads to the number, so that it is not sent as it was.
const form = document.querySelector("[data-answers]");

function isWriting(target) {
  return target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");
}

function press(button) {
  const party = form.querySelector("[data-party]");
  if (button.hasAttribute("data-needs-party") && party.value === party.defaultValue && document.activeElement !== party) {
    party.focus();
    party.select();
    return;
  }
  button.click();
}

if (form) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target)) return;
    const button = /^[1-7]$/.test(event.key) && form.querySelector(`[data-answer="${event.key}"]`);
    if (!button) return;
    event.preventDefault();
    press(button);
  });
  // Enter in a field must not press the first answer by itself: a number means "another number" in stage two.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input")) return;
    event.preventDefault();
    const changed = form.querySelector("[data-needs-party]");
    if (changed && event.target.closest(".coming")) changed.click();
    else event.target.blur();
  });
  form.querySelector("[data-own-time]")?.addEventListener("input", (event) => {
    document.getElementById(event.target.dataset.ownTime).checked = true;
  });
  // One answer only, however quickly the key is pressed again.
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.sent);
}
