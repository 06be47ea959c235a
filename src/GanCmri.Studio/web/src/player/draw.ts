/** How grey values are shown. */
export interface Window {
  /** Grey value shown as mid-grey, 0 to 255. */
  level: number;
  /** Range of grey values from black to white, 1 to 255. */
  width: number;
}

export const wholeWindow: Window = { level: 128, width: 255 };

/** Frames of one size, one byte a pixel, one after the other. */
export interface Frames {
  width: number;
  height: number;
  count: number;
  pixels: Uint8Array;
  /** Corners x, y of each frame's outline, px. */
  outlines: number[][];
}

/** Draws one frame, smoothly enlarged, with its outline if asked. */
export function draw(canvas: HTMLCanvasElement, frames: Frames, index: number, window: Window, outlined: boolean): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { width, height } = frames;
  const small = document.createElement("canvas");
  small.width = width;
  small.height = height;
  const image = new ImageData(width, height);
  const low = window.level - window.width / 2;
  const start = index * width * height;
  for (let i = 0; i < width * height; i++) {
    const v = Math.min(255, Math.max(0, (((frames.pixels[start + i] ?? 0) - low) / window.width) * 255));
    image.data.set([v, v, v, 255], 4 * i);
  }
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  const outline = frames.outlines[index];
  if (!outlined || !outline || outline.length < 6) return;
  const scale = canvas.width / width;
  context.beginPath();
  for (let i = 0; i < outline.length; i += 2) {
    const x = ((outline[i] ?? 0) + 0.5) * scale;
    const y = ((outline[i + 1] ?? 0) + 0.5) * scale;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
  context.lineWidth = Math.max(1.5, canvas.width / 200);
  context.strokeStyle = "#f0c800";
  context.stroke();
}
