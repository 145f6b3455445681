/* A signature with the finger: strokes become path data in a hidden field. Without script people sign on paper. */
(function () {
  "use strict";
  const MOST = 20000;
  const box = document.querySelector("[data-signature]");
  const field = document.querySelector("[name=signature]");
  if (!box || !field) return;
  const pad = box.querySelector("svg"), ink = box.querySelector(".ink");
  let strokes = "", drawing = false;
  box.hidden = false;

  function point(event) {
    const { left, top, width, height } = pad.getBoundingClientRect();
    const x = Math.round(((event.clientX - left) / width) * 600), y = Math.round(((event.clientY - top) / height) * 200);
    return `${Math.min(Math.max(x, 0), 600)} ${Math.min(Math.max(y, 0), 200)}`;
  }

  function add(piece) {
    if (strokes.length + piece.length > MOST) return;
    strokes += piece;
    ink.setAttribute("d", strokes);
    field.value = strokes;
  }

  pad.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    drawing = true;
    add(`M${point(event)}`);
  });
  pad.addEventListener("pointermove", (event) => { if (drawing) add(`L${point(event)}`); });
  ["pointerup", "pointercancel"].forEach((name) => pad.addEventListener(name, () => { drawing = false; }));
  box.querySelector("button").addEventListener("click", () => {
    strokes = "";
    ink.removeAttribute("d");
    field.value = "";
  });
})();
