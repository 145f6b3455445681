/* Read a QR code from a picture: the browser's own detector where it knows QR codes, else zxing in WebAssembly,
   served from here. `makeDecoder(urls)` resolves to `read(video)`: the text, or "" when there is none. */
(function (root) {
  "use strict";
  const ours = (root.ConvoyCheckIn = root.ConvoyCheckIn || {});
  const LONGEST_EDGE = 960;

  async function native() {
    if (!("BarcodeDetector" in root)) return null;
    const known = await BarcodeDetector.getSupportedFormats().catch(() => []);
    if (!known.includes("qr_code")) return null;
    const detector = new BarcodeDetector({ formats: ["qr_code"] });
    return async (video) => {
      const found = await detector.detect(video);
      return found.length ? found[0].rawValue : "";
    };
  }

  const loaded = (address) => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = resolve;
    script.onerror = () => reject(new Error("decoder not loaded"));
    document.head.append(script);
  });

  async function wasm(urls) {
    await loaded(urls.decoder);
    const locateFile = (path, prefix) => (path.endsWith(".wasm") ? urls.wasm : prefix + path);
    await ZXingWASM.prepareZXingModule({ overrides: { locateFile }, fireImmediately: true });
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async (video) => {
      const scale = Math.min(1, LONGEST_EDGE / Math.max(video.videoWidth, video.videoHeight));
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      if (!canvas.width || !canvas.height) return "";
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const picture = context.getImageData(0, 0, canvas.width, canvas.height);
      const found = await ZXingWASM.readBarcodes(picture, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
      return found.length ? found[0].text : "";
    };
  }

  ours.makeDecoder = async (urls) => (await native()) || wasm(urls);
})(globalThis);
