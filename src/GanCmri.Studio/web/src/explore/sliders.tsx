import { useState } from "preact/hooks";
import { withUnit } from "../figures";
import type { Limits, SliderLimits } from "./answers";
import type { Recipe } from "./recipe";

interface Props {
  recipe: Recipe;
  limits: Limits;
  /** What the heart measures now, where it is not asked for anything. */
  now: { lvArea: number | null; sphericity: number | null; fac: number | null };
  /** A change; one that goes on (a slider in the hand) is no step for undo. */
  change: (recipe: Recipe, goesOn: boolean) => void;
}

const value = (e: Event): number => Number((e.currentTarget as HTMLInputElement | HTMLSelectElement).value);
const largestSeed = 4294967295;

/** Everything that can be asked of a heart. */
export function Sliders({ recipe, limits, now, change }: Props) {
  const [typed, setTyped] = useState<string>();
  const seed = (n: number) => {
    setTyped(undefined);
    if (Number.isInteger(n) && n >= 0 && n <= largestSeed) change({ ...recipe, seed: n }, false);
  };
  return (
    <div class="sliders">
      <div class="row">
        <label>
          <span>Seed (which heart)</span>
          <input
            type="number"
            min={0}
            max={largestSeed}
            step={1}
            value={typed ?? recipe.seed}
            onInput={(e) => setTyped(e.currentTarget.value)}
            onChange={(e) => seed(value(e))}
          />
        </label>
        <button type="button" onClick={() => seed(recipe.seed + 1)}>
          Next
        </button>
        <button type="button" onClick={() => seed(Math.floor(Math.random() * 100_000))}>
          Any
        </button>
        <label>
          <span>Motion</span>
          <select value={recipe.motion} onChange={(e) => change({ ...recipe, motion: e.currentTarget.value }, false)}>
            {limits.motions.map((m) => (
              <option key={m}>{m}</option>
            ))}
          </select>
        </label>
      </div>
      <label>
        <span>
          Truncation psi: <b>{recipe.psi.toFixed(2)}</b> <small>0 the mean heart, 1 all the network can make</small>
        </span>
        <input
          type="range"
          min={0}
          max={1}
          step={0.01}
          value={recipe.psi}
          onInput={(e) => change({ ...recipe, psi: value(e) }, true)}
          onChange={(e) => change({ ...recipe, psi: value(e) }, false)}
        />
      </label>
      <Asked
        name="LV area at end-diastole"
        limits={limits.lvArea}
        asked={recipe.lvArea}
        now={now.lvArea}
        set={(lvArea, goesOn) => change({ ...recipe, lvArea }, goesOn)}
      />
      <Asked
        name="Sphericity index at end-diastole"
        limits={limits.sphericity}
        asked={recipe.sphericity}
        now={now.sphericity}
        set={(sphericity, goesOn) => change({ ...recipe, sphericity }, goesOn)}
      />
      <Asked name="Fractional area change" limits={limits.fac} asked={recipe.fac} now={now.fac} set={(fac, goesOn) => change({ ...recipe, fac }, goesOn)} />
    </div>
  );
}

interface AskedProps {
  name: string;
  limits: SliderLimits;
  asked: number | null;
  now: number | null;
  set: (value: number | null, goesOn: boolean) => void;
}

function Asked({ name, limits, asked, now, set }: AskedProps) {
  const shown = asked ?? Math.min(limits.most, Math.max(limits.least, now ?? (limits.least + limits.most) / 2));
  return (
    <div class="asked">
      <label>
        <span>
          {name}: <b>{asked === null ? "the heart's own" : withUnit(asked, limits.unit)}</b>{" "}
          <small>
            {`${limits.least} to ${limits.most} ${limits.unit}`.trim().replace(/ /g, "\u00a0")}
          </small>
        </span>
        <input
          type="range"
          min={limits.least}
          max={limits.most}
          step={limits.step}
          value={shown}
          aria-valuetext={asked === null ? `the heart's own, ${withUnit(now, limits.unit)}` : withUnit(asked, limits.unit)}
          onInput={(e) => set(value(e), true)}
          onChange={(e) => set(value(e), false)}
        />
      </label>
      <button type="button" disabled={asked === null} onClick={() => set(null, false)} aria-label={`${name}: back to the heart's own`}>
        Own
      </button>
    </div>
  );
}
