/* "Copy": takes the text of the field that the button names (or the button's own), and says so on the button.
   Where the browser gives no clipboard, the text is selected, so that it can be copied by hand. */
(function () {
  "use strict";
  async function copied(text, field) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      if (!field) return false;
      const fold = field.closest("details");
      if (fold) fold.open = true;
      field.focus();
      field.select();
      return document.execCommand("copy");
    }
  }
  document.querySelectorAll("[data-copy], [data-copy-text]").forEach((button) => {
    const field = button.dataset.copy ? document.querySelector(button.dataset.copy) : null;
    const words = button.lastChild;
    button.hidden = !field && !navigator.clipboard;
    button.addEventListener("click", async () => {
      if (!(await copied(field ? field.value : button.dataset.copyText, field))) return;
      const before = words.textContent;
      button.style.minWidth = `${button.offsetWidth}px`; // the row does not jump under the finger
      words.textContent = button.dataset.done;
      setTimeout(() => { words.textContent = before; }, 2000);
    });
  });
})();
