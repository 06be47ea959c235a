import { render } from "preact";
import { AssociationView } from "./associations/view";
import type { AssociationData } from "./associations/data";
import { type ChartData, MarksChart } from "./charts/marks";
import { type Film, FilmView } from "./player/film";

/** Draws the parts of an offline report whose data lies beside them; pictures that are shown where no script runs are their material. */
const views = {
  associations: (data: unknown) => <AssociationView data={data as AssociationData} />,
  chart: (data: unknown) => <MarksChart data={data as ChartData} />,
  film: (data: unknown, pictures: HTMLImageElement[]) => <FilmView film={data as Film} strips={pictures} />,
};

for (const place of document.querySelectorAll<HTMLElement>("[data-view]")) {
  const view = views[place.dataset["view"] as keyof typeof views];
  const data = document.getElementById(place.dataset["from"] ?? "")?.textContent;
  if (!view || !data) continue;
  const pictures = [...place.querySelectorAll("img")];
  place.textContent = "";
  render(view(JSON.parse(data), pictures), place);
  // On a phone a chart is wider than the page and scrolls in its figure: by keyboard, too.
  const figure = place.closest("figure");
  if (figure) figure.tabIndex = 0;
}
