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
  /** Corners of a second outline of each frame, drawn in blue; none: left out. */
  others?: number[][];
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
  const grey = new Uint32Array(image.data.buffer);
  const low = window.level - window.width / 2;
  const shown = Uint32Array.from({ length: 256 }, (_, v) => {
    const g = Math.min(255, Math.max(0, Math.round(((v - low) / window.width) * 255)));
    return (0xff000000 | (g << 16) | (g << 8) | g) >>> 0;
  });
  const start = index * width * height;
  for (let i = 0; i < width * height; i++) grey[i] = shown[frames.pixels[start + i] ?? 0] ?? 0;
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  if (!outlined) return;
  line(context, frames.outlines[index] ?? [], width, "#f0c800");
  line(context, frames.others?.[index] ?? [], width, "#40a0ff");
}

function line(context: CanvasRenderingContext2D, outline: number[], width: number, colour: string): void {
  if (outline.length < 6) return;
  const scale = context.canvas.width / width;
  context.beginPath();
  for (let i = 0; i < outline.length; i += 2) {
    const x = ((outline[i] ?? 0) + 0.5) * scale;
    const y = ((outline[i + 1] ?? 0) + 0.5) * scale;
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
  context.lineWidth = Math.max(1.5, context.canvas.width / 200);
  context.strokeStyle = colour;
  context.stroke();
}
