/* The verdict fills the screen: green arrived, yellow look first, a red kerb for a code nobody has.
   Rule: it is shown only after the event is safe on the phone. The next scan closes green and red; yellow waits for an
   answer. Practice is marked on all of them. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const FACE = { arrived: "go", again: "ask", look: "ask", unknown: "" };
  const BUZZ = { arrived: [60], again: [60, 80, 60], look: [60, 80, 60], unknown: [200] };
  const TONE = { arrived: 880, again: 440, look: 440, unknown: 220 };

  /* A node for a plate, as the server draws it. */
  ours.plate = (parts) => {
    const plate = document.createElement("span");
    if (!parts) return plate;
    plate.className = parts[2] ? "plate nev" : "plate";
    const region = document.createElement("b");
    region.textContent = parts[0];
    plate.append(...(parts[0] ? [region] : []), parts[1]);
    return plate;
  };
  ours.callsign = (number) => {
    const sign = document.createElement("span");
    sign.className = number ? "callsign" : "callsign none";
    sign.textContent = number ? String(number).padStart(2, "0") : "–";
    return sign;
  };
  ours.fromTemplate = (selector) => document.querySelector(selector).content.firstElementChild.cloneNode(true);
  /* The campaign's clock, whatever zone the phone is set to. */
  ours.clockOf = (timeZone) => {
    const format = new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    return (time) => format.format(new Date(time));
  };

  class VerdictScreen {
    constructor(cover, isPractice) {
      Object.assign(this, { cover, isPractice });
      addEventListener("keydown", (event) => {
        if (this.cover.hidden) return;
        if (event.key === "Escape") this.close();
        if (event.key.toLowerCase() === "z") this.cover.querySelector("[data-undo] button")?.click();
      });
    }

    /* Yellow is a question. */
    get waits() { return !this.cover.hidden && FACE[this.kind] === "ask"; }

    /* `slots`: name → text or node; an empty one hides its place. */
    fill(verdict, slots) {
      verdict.querySelectorAll("[data-slot]").forEach((place) => {
        const value = slots[place.dataset.slot];
        if (value === undefined) return;
        place.hidden = value === "" || value === null;
        place.replaceChildren(...[value ?? ""].flat());
      });
    }

    /* Returns the verdict's element. */
    show(kind, slots) {
      const verdict = ours.fromTemplate(`template[data-verdict="${kind}"]`), isPractice = this.isPractice();
      this.fill(verdict, slots);
      this.cover.className = `cover ${FACE[kind]}${isPractice ? " practice" : ""}`;
      this.cover.replaceChildren(...(isPractice ? [ours.fromTemplate("template[data-practice-mark]")] : []), verdict);
      this.cover.hidden = false;
      this.kind = kind;
      this.signal(kind);
      verdict.querySelectorAll("[data-close]").forEach((one) =>
        one.addEventListener("click", (event) => { event.preventDefault(); this.close(); }));
      if (kind === "arrived") this.closeByTouch(verdict);
      return verdict;
    }

    /* Green needs no answer: a thumb anywhere beside the buttons goes on. */
    closeByTouch(verdict) {
      verdict.addEventListener("click", (event) => { if (!event.target.closest("a, button, form")) this.close(); });
    }

    close() {
      this.cover.hidden = true;
      this.cover.replaceChildren();
    }

    /* Short and low: a car park is loud, and a scan needs no fanfare. */
    signal(kind) {
      if (navigator.vibrate) navigator.vibrate(BUZZ[kind]);
      const Audio = root.AudioContext || root.webkitAudioContext;
      if (!Audio) return;
      this.audio = this.audio || new Audio();
      if (this.audio.state !== "running") { this.audio.resume().catch(() => undefined); return; }
      const tone = this.audio.createOscillator(), gain = this.audio.createGain();
      tone.frequency.value = TONE[kind];
      gain.gain.value = 0.08;
      tone.connect(gain).connect(this.audio.destination);
      tone.start();
      tone.stop(this.audio.currentTime + 0.12);
    }
  }
  ours.VerdictScreen = VerdictScreen;
})(globalThis);
