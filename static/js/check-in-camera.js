/* The camera of the scan page: opens it, looks at a frame ten times a second, keeps the screen awake, the light.
   Rule: a code still in view is said once; it counts again only after it was out of sight for three seconds. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const PAUSE = 90, OUT_OF_SIGHT = 3000;
  const WANTED = { video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } }, audio: false };

  class Camera {
    /* `onProblem(name)`: insecure, noCamera, denied or noDecoder. `isHeld()`: an answer is waited for, nothing counts. */
    constructor({ video, urls, onText, onTorch, onProblem, isHeld }) {
      Object.assign(this, { video, urls, onText, onTorch, onProblem, isHeld, last: "", lastAt: 0 });
      document.addEventListener("visibilitychange", () => (document.hidden ? this.stop() : this.isWanted && this.start()));
    }

    async start() {
      this.isWanted = true;
      if (this.stream || document.hidden) return;
      if (!navigator.mediaDevices) { this.onProblem("insecure"); return; }
      try {
        this.stream = await navigator.mediaDevices.getUserMedia(WANTED);
      } catch (error) {
        this.onProblem(error.name === "NotAllowedError" ? "denied" : "noCamera");
        return;
      }
      this.video.srcObject = this.stream;
      await this.video.play().catch(() => undefined);
      this.onTorch(this.torchTrack() !== undefined);
      this.stayAwake();
      await this.look();
    }

    async look() {
      try {
        this.read = this.read || (await ours.makeDecoder(this.urls));
      } catch {
        this.onProblem("noDecoder");
        return;
      }
      const again = async () => {
        if (!this.stream) return;
        const text = this.video.readyState >= 2 ? await this.read(this.video).catch(() => "") : "";
        if (text) this.seen(text);
        this.timer = setTimeout(again, PAUSE);
      };
      clearTimeout(this.timer);
      await again();
    }

    seen(text) {
      const now = Date.now();
      if (this.isHeld()) { if (text === this.last) this.lastAt = now; return; }
      const isNew = text !== this.last || now - this.lastAt > OUT_OF_SIGHT;
      this.last = text;
      this.lastAt = now;
      if (isNew) this.onText(text);
    }

    /* Leave the camera; `for good` when a form is open, not only while the page is hidden. */
    stop(forGood = false) {
      if (forGood) this.isWanted = false;
      clearTimeout(this.timer);
      (this.stream ? this.stream.getTracks() : []).forEach((track) => track.stop());
      this.stream = null;
    }

    torchTrack() {
      const tracks = this.stream ? this.stream.getVideoTracks() : [];
      return tracks.find((track) => track.getCapabilities && track.getCapabilities().torch);
    }

    async toggleTorch() {
      const track = this.torchTrack();
      if (!track) return;
      this.isLit = !this.isLit;
      await track.applyConstraints({ advanced: [{ torch: this.isLit }] }).catch(() => undefined);
    }

    stayAwake() {
      if (navigator.wakeLock) navigator.wakeLock.request("screen").catch(() => undefined);
    }
  }
  ours.Camera = Camera;
})(globalThis);
