import { figure } from "../figures";
import { Axes } from "./frame";
import { Legend, seriesClass } from "./legend";
import { path } from "./path";

export interface Curve {
  name: string;
  values: (number | null)[];
}

interface Props {
  curves: Curve[];
  frameMs: number;
  index: number;
  show: (index: number) => void;
}

/** Areas over the beat, of the left ventricle or of both; the axis begins at 0, so that motion looks as large as it is. A press shows that frame. */
export function AreaCurve({ curves, frameMs, index, show }: Props) {
  const isLeft = curves.every((c) => !c.name.startsWith("RV"));
  const known = curves.flatMap((c) => c.values.filter((v): v is number => v !== null));
  const count = Math.max(1, ...curves.map((c) => c.values.length));
  const last = (count - 1) * frameMs || 1;
  const top = Math.max(1, ...known) * 1.08;
  const said = curves.map((c) => {
    const v = c.values.filter((a): a is number => a !== null);
    return v.length ? `${c.name} from ${figure(Math.max(...v))} to ${figure(Math.min(...v))} mm²` : `${c.name} not measured`;
  });
  return (
    <figure tabIndex={0}>
      <Axes
        x={[0, last]}
        y={[0, top]}
        xTitle="Time in the beat (ms)"
        yTitle={isLeft ? "LV area (mm²)" : "Area (mm²)"}
        label={`${isLeft ? "LV area" : "Areas"} over the beat: ${said.join("; ")}`}
        onPoint={(px, _, s, pressed) => pressed && show(Math.max(0, Math.min(count - 1, Math.round(((px - s.x(0)) / (s.x(last) - s.x(0))) * (count - 1)))))}
      >
        {(s) => (
          <>
            <line class="cursor" x1={s.x(index * frameMs)} x2={s.x(index * frameMs)} y1={s.y(0)} y2={s.y(top)} />
            {curves.map((c, k) => (
              <g key={c.name} class={`series ${seriesClass(k)}`}>
                <path class="line" d={path(c.values, (i) => s.x(i * frameMs), s.y)} />
                {c.values[index] != null && <circle cx={s.x(index * frameMs)} cy={s.y(c.values[index] as number)} r={4} />}
              </g>
            ))}
          </>
        )}
      </Axes>
      {curves.length > 1 && <Legend names={curves.map((c) => c.name)} />}
    </figure>
  );
}
