import { useEffect, useRef, useState } from "preact/hooks";
import { askJson, bytesOf, isAbort } from "../api";
import { Latest, Newest } from "../latest";
import type { Frames } from "../player/draw";
import type { Cine, Glimpse } from "./answers";
import { toQuery, type Recipe } from "./recipe";

const stillMs = 140; // without a new wish, before the whole cine is asked for

/** What is shown of a recipe: at once one frame, then the beating heart. */
export interface Heart {
  frames: Frames | undefined;
  cine: Cine | undefined;
  glimpse: Glimpse | undefined;
  busy: boolean;
  error: string;
}

/** Follows a recipe. The newest wish wins: frames of wishes in between are not asked for, and a cine that nobody wants any more is given up. */
export function useHeart(recipe: Recipe): Heart {
  const [heart, set] = useState<Heart>({ frames: undefined, cine: undefined, glimpse: undefined, busy: true, error: "" });
  const tools = useRef<{ cines: Latest; glimpses: Newest<string> } | undefined>(undefined);
  tools.current ??= {
    cines: new Latest(),
    glimpses: new Newest(async (query) => {
      const begun = performance.now();
      try {
        const glimpse = await askJson<Glimpse>(`/api/hearts/glimpse?${query}`);
        set({ frames: framesOf(glimpse.side, glimpse.pixels, [glimpse.outline]), glimpse, cine: undefined, busy: true, error: "" });
        requestAnimationFrame(() => performance.measure("glimpse", { start: begun, end: performance.now() }));
      } catch (e) {
        if (e instanceof Error) set(refused(e));
      }
    }),
  };
  const query = toQuery(recipe);
  useEffect(() => {
    const { cines, glimpses } = tools.current!;
    const begun = performance.now();
    cines.stop();
    set((h) => ({ ...h, busy: true }));
    glimpses.want(query);
    const timer = setTimeout(async () => {
      try {
        const cine = await cines.run((signal) => askJson<Cine>(`/api/hearts/cine?${query}`, { signal }));
        set({ frames: framesOf(cine.side, cine.pixels, cine.outlines), cine, glimpse: undefined, busy: false, error: "" });
        performance.measure("cine", { start: begun, end: performance.now() });
      } catch (e) {
        if (!isAbort(e) && e instanceof Error) set(refused(e));
      }
    }, stillMs);
    return () => clearTimeout(timer);
  }, [query]);
  return heart;
}

// Nothing of the heart before: it is not the one that was asked for.
function refused(e: Error): Heart {
  return { frames: undefined, cine: undefined, glimpse: undefined, busy: false, error: e.message };
}

function framesOf(side: number, pixels: string, outlines: number[][]): Frames {
  return { width: side, height: side, count: outlines.length, pixels: bytesOf(pixels), outlines };
}
