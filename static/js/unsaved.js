// What was typed and not sent is never lost in silence: leaving the page, also by another form on it, asks first.
const typedIn = new Set();

document.addEventListener("input", ({ target }) => {
  const form = target.form;
  if (form && form.method === "post" && form.closest("main")) typedIn.add(form);
});
document.addEventListener("submit", ({ target }) => typedIn.delete(target));
document.addEventListener("htmx:beforeRequest", ({ target }) => typedIn.delete(target.closest("form")));
addEventListener("beforeunload", (event) => {
  if ([...typedIn].some((form) => form.isConnected && form.checkVisibility())) event.preventDefault();
});
