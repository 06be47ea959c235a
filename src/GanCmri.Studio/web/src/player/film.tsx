import { useEffect, useState } from "preact/hooks";
import { type Clip, Clips } from "./clips";

/** Cines of a report; ClipSet in C# writes it. The frames of each lie below each other in one picture of the page. */
export interface Film {
  frameMs: number;
  /** Clips a row; 0: as many as fit. */
  perRow: number;
  clips: {
    label: string;
    altText: string;
    count: number;
    outlines: number[][];
    others: number[][];
    areas: (number | null)[];
  }[];
}

/** Takes the pictures apart and shows them. */
export function FilmView({ film, strips }: { film: Film; strips: HTMLImageElement[] }) {
  const [clips, setClips] = useState<Clip[]>();
  useEffect(() => {
    Promise.all(film.clips.map((c, i) => clipOf(c, strips[i] as HTMLImageElement))).then(setClips, () => setClips([]));
  }, []);
  return clips ? <Clips clips={clips} frameMs={film.frameMs} perRow={film.perRow} /> : <p>Opening…</p>;
}

async function clipOf(clip: Film["clips"][number], strip: HTMLImageElement): Promise<Clip> {
  await strip.decode();
  const [width, height] = [strip.naturalWidth, strip.naturalHeight];
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.drawImage(strip, 0, 0);
  const colours = context.getImageData(0, 0, width, height).data;
  const pixels = Uint8Array.from({ length: width * height }, (_, i) => colours[4 * i] as number);
  const { label, altText, areas, count, outlines, others } = clip;
  return { label, altText, areas, frames: { width, height: height / count, count, pixels, outlines, others } };
}
