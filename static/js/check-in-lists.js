/* What stands around the camera: the banner that says whether there is a network, the figures, who was scanned
   just now, what the search finds, and which form is open. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const one = (selector) => document.querySelector(selector);
  const put = (selector, value) => { const place = one(selector); if (place) place.textContent = value; };
  /* Words of a count come as two, for one and for several. */
  const filled = (words, values) =>
    (Array.isArray(words) ? words[values.n === 1 ? 0 : 1] : words).replace(/\{(\w+)\}/g, (_all, name) => values[name]);
  ours.filled = filled;

  /* Found out, never chosen by hand. */
  ours.showNetwork = (words, { isOnline, unsent }) => {
    const banner = one("[data-net]");
    banner.hidden = false;
    banner.classList.toggle("off", !isOnline);
    const calm = unsent ? filled(words.sending, { n: unsent }) : words.online;
    put("[data-net-word]", isOnline ? calm : words.offline);
    put("[data-net-more]", !isOnline && unsent ? filled(words.kept, { n: unsent }) : "");
  };

  ours.showTally = (words, roster) => {
    const here = [...roster.here().values()], known = new Set(Object.keys(roster.standing.in).map(Number));
    const sum = (name) => here.reduce((total, each) => total + each[name], 0);
    const cars = sum("cars"), people = sum("heads"), { expected_cars: ofCars, expected_people: ofPeople } = roster.standing;
    put("[data-cars]", cars);
    put("[data-people]", people);
    put("[data-expected-cars]", ofCars);
    put("[data-expected-people]", ofPeople);
    const isFresh = ([key]) => !known.has(key) && roster.parties.has(key) && !roster.parties.get(key).ended;
    const fresh = [...roster.here()].filter(isFresh).reduce((total, [_key, each]) => total + each.cars, 0);
    put("[data-missing]", filled(words.missing, { n: Math.max(0, roster.standing.missing_cars - fresh) }));
    const share = (part, whole) => (100 * Math.min(part, whole)) / Math.max(whole, 1);
    one('[data-bar="cars"]').setAttribute("width", share(cars, ofCars));
    one('[data-bar="people"]').setAttribute("width", share(people, ofPeople));
  };

  /* The last scans of this phone, each with its way back. */
  ours.addRecent = ({ number, name, more, event }, undo) => {
    const row = ours.fromTemplate("template[data-recent-row]"), list = one("[data-recent]");
    row.dataset.event = event;
    const [sign, called, detail] = ["callsign", "name", "more"].map((slot) => row.querySelector(`[data-slot="${slot}"]`));
    sign.replaceWith(ours.callsign(number));
    called.textContent = name;
    detail.textContent = more;
    const button = row.querySelector("button");
    button.addEventListener("click", async () => { button.disabled = true; await undo(); });
    list.prepend(row);
    while (list.children.length > 3) list.lastElementChild.remove();
    return { undone: (words) => { detail.textContent = words.undone; button.remove(); } };
  };

  ours.markRecent = (event, text) => put(`[data-recent] [data-event="${event}"] small`, text);
  ours.say = (text) => {
    const toasts = document.createElement("div"), toast = document.createElement("div");
    [toasts.className, toast.className, toast.textContent] = ["toasts", "toast", text];
    toast.setAttribute("role", "status");
    toasts.append(toast);
    one("main").prepend(toasts);
    setTimeout(() => toasts.remove(), 6000);
  };

  ours.showFound = (parties, wanted, pick, describe) => {
    const rows = parties.map((party) => {
      const row = ours.fromTemplate("template[data-party-row]");
      row.querySelector('[data-slot="callsign"]').replaceWith(ours.callsign(party.number));
      row.querySelector('[data-slot="name"]').textContent = party.name;
      row.querySelector('[data-slot="plate"]').replaceWith(ours.plate(party.plate));
      row.querySelector('[data-slot="more"]').textContent = describe(party);
      row.querySelector("button").addEventListener("click", () => pick(party));
      return row;
    });
    if (!rows.length && wanted.trim().length > 1) rows.push(ours.fromTemplate("template[data-nobody-row]"));
    one("[data-found]").replaceChildren(...rows);
  };

  /* Open a form in the camera's place; the same button again, or "camera", closes it. Returns what is open. */
  ours.openPanel = (name) => {
    const opened = name === "camera" || document.body.dataset.open === name ? "" : name;
    document.body.dataset.open = opened;
    document.querySelectorAll("[data-panel-of]").forEach((panel) => { panel.hidden = panel.dataset.panelOf !== opened; });
    one("[data-finder]").hidden = opened !== "";
    one("[data-camera]").hidden = opened === "";
    const field = opened && one(`[data-panel-of="${opened}"] input:not([type=hidden])`);
    if (!field) { scrollTo(0, 0); return opened; }
    field.focus({ preventScroll: true });
    field.closest("[data-panel-of]").scrollIntoView();
    return opened;
  };
})(globalThis);
