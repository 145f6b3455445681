// Rows of the plan: Alt+arrows move, a handle drags, Escape leaves a row that is open.
const rowOf = (node) => node.closest?.("[data-row]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = event.target.closest?.(".row-form");
    open?.querySelector("[data-cancel]")?.click();
    return;
  }
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const row = rowOf(event.target);
  const button = row?.querySelector(event.key === "ArrowUp" ? "[data-up]" : "[data-down]");
  if (!button) return;
  event.preventDefault();
  if (button.getAttribute("aria-disabled") === "true") return;
  button.focus();
  button.click();
});

let dragged = null;
const marked = (row, place) => {
  for (const old of document.querySelectorAll("[data-drop]")) delete old.dataset.drop;
  if (row) row.dataset.drop = place;
};
const half = (row, y) => {
  const box = row.getBoundingClientRect();
  return y < box.top + box.height / 2 ? "before" : "after";
};
const fits = (row) => row && dragged && row.id.split("-")[0] === dragged.id.split("-")[0];

document.addEventListener("dragstart", (event) => {
  if (!event.target.closest?.("[data-grip]")) return;
  dragged = rowOf(event.target);
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
  event.dataTransfer.setDragImage(dragged, 0, 0);
});
document.addEventListener("dragover", (event) => {
  const row = rowOf(event.target);
  if (!fits(row)) return;
  event.preventDefault();
  marked(row, half(row, event.clientY));
});
document.addEventListener("dragend", () => { dragged = null; marked(null); });
document.addEventListener("drop", (event) => {
  const row = rowOf(event.target);
  if (!fits(row) || row === dragged) return;
  event.preventDefault();
  place(dragged, row, half(row, event.clientY));
});

// The new place among the others, once the dragged row is taken out of its list.
function place(moved, over, side) {
  const form = moved.querySelector(".row-tools form");
  const list = over.parentElement;
  const others = [...list.querySelectorAll("[data-row]")].filter((row) => row !== moved);
  const index = others.indexOf(over) + (side === "after" ? 1 : 0);
  const day = form.querySelector("[data-day]");
  if (day && list.dataset.day) day.value = list.dataset.day;
  const button = document.createElement("button");
  Object.assign(button, { name: "to", value: String(index), hidden: true });
  form.append(button);
  button.click();
  button.remove();
}

// A form with errors comes back as 422 and is shown; an answer without the plan is another page: go there.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (target?.id !== "plan") return;
  if (!xhr.responseText.includes('id="plan"')) {
    event.detail.shouldSwap = false;
    window.location.assign(xhr.status < 400 && xhr.responseURL ? xhr.responseURL : window.location.href);
    return;
  }
  if (xhr.status === 422) Object.assign(event.detail, { shouldSwap: true, isError: false });
});
