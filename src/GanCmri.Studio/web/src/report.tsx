import { render } from "preact";
import { AssociationView } from "./associations/view";
import type { AssociationData } from "./associations/data";

/** Draws the parts of an offline report whose data lies beside them. */
const views = {
  associations: (data: unknown) => <AssociationView data={data as AssociationData} />,
};

for (const place of document.querySelectorAll<HTMLElement>("[data-view]")) {
  const view = views[place.dataset["view"] as keyof typeof views];
  const data = document.getElementById(place.dataset["from"] ?? "")?.textContent;
  if (!view || !data) continue;
  place.textContent = "";
  render(view(JSON.parse(data)), place);
}
