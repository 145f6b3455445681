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
    const { standing } = roster, here = [...roster.here()], listed = here.filter(([_key, each]) => !each.extra);
    const sum = (rows, name) => rows.reduce((total, [_key, each]) => total + each[name], 0);
    const walked = here.filter(([key]) => typeof key === "string"); // a walk-in the server has not numbered yet
    const cars = sum(listed, "cars"), people = sum(listed, "heads");
    const ofCars = standing.expected_cars + sum(walked, "cars"), ofPeople = standing.expected_people + sum(walked, "heads");
    put("[data-cars]", cars);
    put("[data-people]", people);
    put("[data-expected-cars]", ofCars);
    put("[data-expected-people]", ofPeople);
    for (const [lane, name] of [["cars", "cars"], ["people", "heads"]]) {
      const beyond = sum(here.filter(([_key, each]) => each.extra), name);
      put(`[data-unexpected="${lane}"]`, beyond ? filled(words.unexpected, { n: beyond }) : "");
    }
    const fresh = listed.filter(([key]) => roster.parties.has(key) && !standing.in[key]);
    put("[data-missing]", filled(words.missing, { n: Math.max(0, standing.missing_cars - sum(fresh, "cars")) }));
    const share = (part, whole) => (100 * Math.min(part, whole)) / Math.max(whole, 1);
    one('[data-bar="cars"]').setAttribute("width", share(cars, ofCars));
    one('[data-bar="people"]').setAttribute("width", share(people, ofPeople));
  };

  /* The last scans of this phone, each with its way back; what somebody should look at stays. */
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
    Array.from(list.querySelectorAll("li:not(.look)")).slice(3).forEach((old) => old.remove());
    return {
      undone: (words) => { detail.textContent = words.undone; button.remove(); },
      named: (known) => { row.querySelector(".callsign").replaceWith(ours.callsign(known.number)); called.textContent = known.name; },
      look: (text) => { detail.textContent = text; row.classList.add("look"); },
    };
  };

  ours.markRecent = (event, text) => put(`[data-recent] [data-event="${event}"] small`, text);
  ours.closeRecent = (event, text) => { ours.markRecent(event, text); one(`[data-recent] [data-event="${event}"] button`)?.remove(); };
  ours.say = (text) => {
    const toasts = document.createElement("div"), toast = document.createElement("div");
    [toasts.className, toast.className, toast.textContent] = ["toasts", "toast", text];
    toast.setAttribute("role", "status");
    toasts.append(toast);
    one("main").prepend(toasts);
    setTimeout(() => toasts.remove(), 6000);
  };

  /* Who is in already is said to be, and may be taken back; nobody is counted a second time from here. */
  ours.showFound = (parties, wanted, { pick, takeBack, describe }) => {
    const rows = parties.map((party) => {
      const row = ours.fromTemplate("template[data-party-row]"), { isIn, text } = describe(party);
      const slot = (name) => row.querySelector(`[data-slot="${name}"]`);
      slot("callsign").replaceWith(ours.callsign(party.number));
      slot("name").textContent = party.name;
      slot("plate").replaceWith(ours.plate(party.plate));
      slot("more").textContent = text;
      row.querySelector(isIn ? "[data-pick]" : "[data-take-back]").remove();
      row.querySelector("button").addEventListener("click", () => (isIn ? takeBack : pick)(party));
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
