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

/** The parameter that holds another recipe, of the heart beside the first. */
export const second = "with";

/** As it stands in addresses of the server and of pages. */
export function toQuery(recipe: Recipe): string {
  const q = new URLSearchParams();
  for (const [key, value] of Object.entries(recipe)) if (value !== null) q.set(key, String(value));
  return q.toString();
}

/** A recipe out of an address, and what of the address could not be taken. */
export interface Read {
  recipe: Recipe;
  notices: string[];
}

const plainNumber = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * From an address; what is missing, or cannot be taken and is then told, is as in the first recipe. Numbers out of range are the server's to refuse.
 */
export function fromQuery(text: string): Read {
  const q = new URLSearchParams(text);
  const notices: string[] = [];
  const known = [...Object.keys(firstRecipe), second];
  for (const key of new Set(q.keys()))
    if (!known.includes(key)) notices.push(`The address says ${shown(key)}, which is none of ${known.join(", ")}; it is left out.`);
    else if (q.getAll(key).length > 1) notices.push(`The address says ${key} ${q.getAll(key).length} times; the first counts.`);
  const number = <T>(key: keyof Recipe, otherwise: T): number | T => {
    const value = q.get(key);
    if (value === null) return otherwise;
    if (plainNumber.test(value)) return Number(value);
    const instead = otherwise === null ? "the heart's own" : `${otherwise}`;
    notices.push(`The address says ${key} = ${shown(value)}: expected a number with a decimal point; shown is ${instead}.`);
    return otherwise;
  };
  const recipe: Recipe = {
    seed: number("seed", firstRecipe.seed),
    psi: number("psi", firstRecipe.psi),
    lvArea: number("lvArea", null),
    sphericity: number("sphericity", null),
    fac: number("fac", null),
    motion: q.get("motion") ?? firstRecipe.motion,
    frames: number("frames", firstRecipe.frames),
  };
  return { recipe, notices };
}

const shown = (text: string): string => (text === "" ? "nothing" : `“${text.length > 24 ? text.slice(0, 24) + "…" : text}”`);

export const same = (a: Recipe, b: Recipe): boolean => toQuery(a) === toQuery(b);
