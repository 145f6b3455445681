/* The forms beside the camera, as events of the phone: typed code, search, walk-in. Without this script they
   are sent as they are. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});

  ours.connectForms = ({ words, roster, record, arrive, showArrived, refresh, one }) => {
    const codeForm = one("[data-code-form]"), findForm = one("[data-find-form]"), walkIn = one("[data-walk-in-form]");

    codeForm.addEventListener("submit", async (event) => {
      event.preventDefault();
      const field = codeForm.elements.code;
      if (!roster.byTyped(field.value)) await refresh();
      const party = roster.byTyped(field.value);
      one("[data-code-problem]").hidden = Boolean(party);
      if (!party) return;
      field.value = "";
      await arrive(party);
    });

    const describe = (party) => [ours.filled(words.people, { n: party.people }), `…${party.phone4}`, party.joins, party.ended].filter(Boolean).join(words.dot);
    const search = () => {
      const wanted = findForm.elements.q.value;
      ours.showFound(roster.find(wanted), wanted, arrive, describe);
    };
    findForm.addEventListener("input", search);
    findForm.addEventListener("submit", (event) => { event.preventDefault(); search(); });

    /* The same rule as the server's, only the length: it reads the number again and keeps apart what is odd. */
    const isWhole = (phone) => /^(\+|00)/.test(phone.trim()) || phone.replace(/\D/g, "").replace(/^86(?=\d{11}$)/, "").length === 11;
    walkIn.addEventListener("submit", async (event) => {
      event.preventDefault();
      const typed = Object.fromEntries(new FormData(walkIn));
      one("[data-walk-in-problem]").hidden = isWhole(typed.phone);
      if (!typed.name.trim() || !isWhole(typed.phone)) return;
      const party = {
        name: typed.name.trim(), phone: typed.phone, plate: typed.plate, cars: typed.no_car ? 0 : 1,
        adults: Math.max(1, Number(typed.adults) || 1), children: Math.max(0, Number(typed.children) || 0),
      };
      const heads = party.adults + party.children;
      const green = await record("walk_in", { party, heads, cars: party.cars, verdict: "arrived" });
      walkIn.reset();
      showArrived({ ...party, plate: party.plate ? ["", party.plate, false] : null, shirts: "", note: "", joins: "" }, green);
    });
  };
})(globalThis);
