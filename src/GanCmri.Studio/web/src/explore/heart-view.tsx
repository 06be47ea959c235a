import { AreaCurve, type Curve } from "../charts/curve";
import { figure } from "../figures";
import { useBeat } from "../player/beat";
import { FrameCanvas } from "../player/canvas";
import { PlayerControls } from "../player/controls";
import type { Window } from "../player/draw";
import { Numbers } from "./numbers";
import { Share } from "./share";
import { Sliders } from "./sliders";
import type { Cine, Limits } from "./answers";
import type { Recipe } from "./recipe";
import { useHeart } from "./use-heart";

interface Props {
  title: string;
  recipe: Recipe;
  limits: Limits;
  change: (recipe: Recipe, goesOn: boolean) => void;
  outlined: boolean;
  setOutlined: (on: boolean) => void;
  window: Window;
  setWindow: (window: Window) => void;
}

/** The areas over the beat; of the right ventricle where the segmenter finds it. */
function curves({ lvAreas, rvAreas }: Cine): Curve[] {
  const left = { name: "LV area", values: lvAreas };
  return rvAreas.some((a) => a !== null && a > 0) ? [left, { name: "RV area", values: rvAreas }] : [left];
}

/** One heart: picture, sliders, curve, numbers. */
export function HeartView({ title, recipe, limits, change, outlined, setOutlined, window, setWindow }: Props) {
  const { frames, cine, glimpse, busy, error } = useHeart(recipe);
  const count = frames?.count ?? 1;
  const frameMs = cine?.frameMs ?? 1000 / recipe.frames;
  const beat = useBeat(count, frameMs);
  const number = (name: string) => cine?.numbers.find((n) => n.name === name)?.measured ?? null;
  const now = {
    lvArea: glimpse ? glimpse.lvArea : number("lv_area_mm2"),
    sphericity: glimpse ? glimpse.sphericity : number("sphericity_index"),
    fac: number("lv_fac_percent"),
  };
  return (
    <section class="heart" aria-label={title}>
      <div class="picture">
        <div class="stage" aria-busy={busy}>
          {frames && (
            <FrameCanvas
              frames={frames}
              index={cine ? beat.index : 0}
              window={window}
              outlined={outlined}
              label={`Synthetic heart of seed ${recipe.seed}, LV area ${figure(cine?.lvAreas[beat.index] ?? now.lvArea)} square millimetres`}
            />
          )}
          <span class="badge">synthetic</span>
          {busy && <span class="badge right">making</span>}
        </div>
        <PlayerControls {...{ beat, count, frameMs, outlined, setOutlined, window, setWindow }} />
      </div>
      <div class="asking">
        <Sliders {...{ recipe, limits, now, change }} />
        <p class="error" role="alert">
          {error}
        </p>
        {cine && <AreaCurve curves={curves(cine)} frameMs={frameMs} index={beat.index} show={beat.show} />}
      </div>
      <div class="results">
        {cine && <Numbers numbers={cine.numbers} />}
        {cine?.notes.map((n) => (
          <p key={n} class="small">
            Note: {n}.
          </p>
        ))}
        <Share recipe={recipe} isRefused={error !== ""} />
      </div>
    </section>
  );
}
