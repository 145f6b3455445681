/* The evening as the presenter's page holds it: what the server sealed, what was revealed since, which scene is on.
   Once the dice lie, it draws by itself with the verifier's arithmetic; the server is only told. No page in here. */
(function (root) {
  "use strict";

  class Evening {
    constructor(store) {
      this.store = store;
      Object.assign(this, { draw: null, dice: "", unsent: [], rolling: false, asking: false, onWinner: false });
      const kept = store.load();
      if (kept) Object.assign(this, { draw: kept.draw, dice: kept.dice, unsent: kept.unsent });
      this.onWinner = this.hasWinner();
    }

    // Names and secret stay on this machine no longer than the draw needs them.
    keep() {
      const isOver = !this.draw || ["finished", "void"].includes(this.draw.state);
      this.store.save(isOver ? null : { draw: this.draw, dice: this.dice, unsent: this.unsent });
    }

    // What the server says stands; our own unsent reveals stay on top of it.
    take(draw) {
      const isOther = !this.draw || this.draw.id !== draw.id;
      if (isOther) Object.assign(this, { dice: "", unsent: [], rolling: false, asking: false });
      this.draw = draw;
      if (draw.state !== "thrown") this.unsent = [];
      if (isOther) this.onWinner = this.hasWinner();
      this.keep();
    }

    called() {
      const called = (this.draw && this.draw.reveals ? this.draw.reveals : []).map((one) => ({ ...one }));
      for (const event of this.unsent) {
        if (event.result === "won" && event.place === called.length) called.push({ ...event, reason: "" });
        if (event.result === "absent" && event.place === called.length - 1) Object.assign(called[event.place], event);
      }
      return called;
    }

    order() {
      const { secret, commit, entrants } = this.draw;
      const numbers = entrants.map((entrant) => entrant.number);
      return root.ConvoyDraw.drawingOrder(numbers, secret, commit, this.draw.throw);
    }

    nextCall() {
      const units = root.ConvoyDraw.prizeUnits(this.draw.prizes);
      const call = root.ConvoyDraw.nextCall(this.order(), units, this.called().map((one) => one.result));
      return call && { number: call[0], prize: this.draw.prizes[call[1] - 1], unit: call[2] };
    }

    hasWinner() {
      if (!this.draw || this.draw.state !== "thrown") return false;
      const called = this.called();
      return called.length > 0 && called[called.length - 1].result === "won";
    }

    winner() {
      const called = this.called(), last = called[called.length - 1];
      const before = called.slice(0, -1).map((one) => one.result);
      const call = root.ConvoyDraw.nextCall(this.order(), root.ConvoyDraw.prizeUnits(this.draw.prizes), before);
      const entrant = this.draw.entrants.find((one) => one.number === last.number);
      return { ...entrant, place: called.length - 1, prize: this.draw.prizes[call[1] - 1], unit: call[2] };
    }

    allWon() {
      const units = root.ConvoyDraw.prizeUnits(this.draw.prizes), wins = {};
      this.called().filter((one) => one.result === "won").forEach((one, at) => {
        const { name } = this.draw.prizes[units[at][0] - 1];
        (wins[name] = wins[name] || []).push(one.number);
      });
      return wins;
    }

    // Prizes nobody is left for: names, once for each unit.
    undrawn() {
      const won = this.called().filter((one) => one.result === "won").length;
      return root.ConvoyDraw.prizeUnits(this.draw.prizes).slice(won).map(([place]) => this.draw.prizes[place - 1].name);
    }

    scene() {
      if (!this.draw || !this.draw.id) return "waiting";
      const fixed = { frozen: "list", committed: "seal", finished: "end", void: "void" }[this.draw.state];
      if (fixed) return fixed;
      if (this.rolling) return "roll";
      if (this.onWinner) return this.asking ? "absent" : "win";
      return this.nextCall() ? "ready" : "done";
    }

    addDie(face) {
      if (this.dice.length < this.draw.dice) this.dice += face;
      this.keep();
    }

    takeBackDie() {
      this.dice = this.dice.slice(0, -1);
      this.keep();
    }

    start() { this.rolling = true; }

    // The number is written down before anyone sees it.
    stop(at) {
      const { number } = this.nextCall();
      this.unsent.push({ place: this.called().length, number, result: "won", at });
      Object.assign(this, { rolling: false, onWinner: true });
      this.keep();
    }

    pass(reason) {
      const { place, number } = this.winner();
      this.unsent.push({ place, number, result: "absent", reason });
      Object.assign(this, { asking: false, onWinner: false });
      this.keep();
    }

    goOn() { this.onWinner = false; }

    // `fates` answers our events one by one; only what was answered goes.
    sent(events, fates) {
      this.unsent = this.unsent.filter((event) => !events.some((one, at) => one === event && fates[at]));
      this.keep();
    }
  }

  root.ConvoyEvening = Evening;
})(globalThis);
