/** A heart as it is asked for; null where it keeps its own. */
export interface Recipe {
  seed: number;
  psi: number;
  lvArea: number | null;
  sphericity: number | null;
  fac: number | null;
  motion: string;
  frames: number;
}

export const firstRecipe: Recipe = { seed: 7, psi: 0.8, lvArea: null, sphericity: null, fac: null, motion: "frame-to-frame", frames: 30 };

const largestSeed = 4294967295;

/** As it stands in addresses of the server and of pages. */
export function toQuery(recipe: Recipe): string {
  const q = new URLSearchParams();
  for (const [key, value] of Object.entries(recipe)) if (value !== null) q.set(key, String(value));
  return q.toString();
}

/** From an address; what is missing or no number is as in the first recipe. */
export function fromQuery(text: string): Recipe {
  const q = new URLSearchParams(text);
  const number = <T>(key: string, otherwise: T): number | T => {
    const value = q.get(key);
    return value === null || value === "" || !Number.isFinite(Number(value)) ? otherwise : Number(value);
  };
  return {
    seed: Math.min(largestSeed, Math.max(0, Math.round(number("seed", firstRecipe.seed)))),
    psi: number("psi", firstRecipe.psi),
    lvArea: number("lvArea", null),
    sphericity: number("sphericity", null),
    fac: number("fac", null),
    motion: q.get("motion") ?? firstRecipe.motion,
    frames: number("frames", firstRecipe.frames),
  };
}

export const same = (a: Recipe, b: Recipe): boolean => toQuery(a) === toQuery(b);
