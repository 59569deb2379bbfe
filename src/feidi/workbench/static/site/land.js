// The map of parcels: one source, coloured by what the legend says; the table below is its twin.
(() => {
  const box = document.getElementById("land-map");
  if (!box) return;
  const panel = document.getElementById("land-panel");
  const numbers = (text) => text.split(",").map(Number);
  const bounds = ([west, south, east, north]) => [[west, south], [east, north]];
  const noMap = () => {
    box.querySelector(".no-map").hidden = false;
    box.dataset.state = "none";
  };
  let map = null;
  let shown = null;

  // what a legend says, as an expression the map colours by
  function colours(key) {
    const legend = document.querySelector(`[data-legend="${key}"]`);
    const entries = [...legend.querySelectorAll("li[data-colour]")];
    if (!("unknown" in legend.dataset)) {
      const pairs = entries.flatMap((one) => [one.dataset.value, one.dataset.colour]);
      return ["match", ["get", key], ...pairs, "#e3e3e3"];
    }
    const steps = entries.slice(1).flatMap((one) => [Number(one.dataset.from), one.dataset.colour]);
    const scale = ["step", ["get", key], entries[0].dataset.colour, ...steps];
    return ["case", ["==", ["typeof", ["get", key]], "number"], scale, legend.dataset.unknown];
  }

  async function show(key, place) {
    shown = Number(key);
    for (const row of document.querySelectorAll("[data-parcel]")) {
      row.classList.toggle("chosen", Number(row.dataset.parcel) === shown);
    }
    if (map && map.getLayer("chosen")) map.setFilter("chosen", ["==", ["id"], shown]);
    if (map && place) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      map.fitBounds(bounds(place), { padding: 90, maxZoom: 16, animate: !still });
    }
    const answer = await fetch(box.dataset.panel.replace("/0/", `/${shown}/`));
    if (answer.ok && !answer.redirected) panel.innerHTML = await answer.text();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    if (!button) return;
    show(button.dataset.show, numbers(button.dataset.box));
    box.scrollIntoView({ block: "nearest" });
  });

  function layers() {
    const letters = { "text-font": ["local"], "text-size": 12 };
    const halo = { "text-halo-color": "#fff", "text-halo-width": 1.6 };
    const is = (kind) => ["==", ["get", "kind"], kind];
    const flat = ["==", ["geometry-type"], "Polygon"];
    return [
      { id: "ground", type: "background", paint: { "background-color": "#f3f5f2" } },
      { id: "areas", type: "fill", source: "around", filter: is("area"), paint: { "fill-color": "#ffffff" } },
      { id: "protected", type: "fill", source: "around", filter: ["all", is("protected"), flat], paint: { "fill-color": "#a0526b", "fill-opacity": 0.25 } },
      { id: "parcels", type: "fill", source: "parcels", paint: { "fill-color": colours("status"), "fill-opacity": 0.9 } },
      { id: "edges", type: "line", source: "parcels", paint: { "line-color": "#56646f", "line-width": 0.8 } },
      { id: "plan-fill", type: "fill", source: "plan", paint: { "fill-color": ["match", ["get", "kind"], "tenant", "#6a4c93", "#d0561b"], "fill-opacity": 0.85 } },
      { id: "plan-edge", type: "line", source: "plan", paint: { "line-color": "#5a2206", "line-width": 1.6 } },
      { id: "areas-edge", type: "line", source: "around", filter: is("area"), paint: { "line-color": "#46535f", "line-width": 1.4, "line-dasharray": [4, 2] } },
      { id: "protected-edge", type: "line", source: "around", filter: is("protected"), paint: { "line-color": "#7d2f4a", "line-width": 1 } },
      { id: "protected-spot", type: "circle", source: "around", filter: ["all", is("protected"), ["==", ["geometry-type"], "Point"]], paint: { "circle-color": "#7d2f4a", "circle-radius": 5 } },
      { id: "chosen", type: "line", source: "parcels", filter: ["==", ["id"], -1], paint: { "line-color": "#d0561b", "line-width": 4 } },
      { id: "areas-name", type: "symbol", source: "around", maxzoom: 13, filter: is("area"), layout: { ...letters, "text-field": ["get", "name"], "text-size": 14 }, paint: { ...halo, "text-color": "#1b2733" } },
      { id: "protected-name", type: "symbol", source: "around", minzoom: 11, filter: is("protected"), layout: { ...letters, "text-field": ["get", "name"], "text-offset": [0, 1] }, paint: { ...halo, "text-color": "#7d2f4a" } },
      { id: "codes", type: "symbol", source: "parcels", minzoom: 13, layout: { ...letters, "text-field": ["get", "code"] }, paint: { ...halo, "text-color": "#1b2733" } },
      { id: "plan-name", type: "symbol", source: "plan", minzoom: 11.5, layout: { ...letters, "text-field": ["get", "label"], "text-offset": [0, -1.1], "text-max-width": 9 }, paint: { ...halo, "text-color": "#5a2206" } },
      { id: "holders", type: "symbol", source: "parcels", minzoom: 12.5, layout: { ...letters, visibility: "none", "text-field": ["get", "holder"], "text-size": 11, "text-offset": [0, 1.3], "text-max-width": 9 }, paint: { ...halo, "text-color": "#1f4e79" } },
    ];
  }

  function start() {
    maplibregl.setWorkerUrl(box.dataset.worker);
    map = new maplibregl.Map({
      container: box,
      bounds: bounds(numbers(box.dataset.view)),
      fitBoundsOptions: { padding: 40 },
      attributionControl: { compact: false, customAttribution: box.dataset.attribution },
      localIdeographFontFamily: '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif',
      locale: {
        "NavigationControl.ZoomIn": box.dataset.localeIn,
        "NavigationControl.ZoomOut": box.dataset.localeOut,
        "NavigationControl.ResetBearing": box.dataset.localeNorth,
        "Map.Title": box.dataset.localeMap,
      },
      style: {
        version: 8,
        sources: {
          around: { type: "geojson", data: box.dataset.around },
          parcels: { type: "geojson", data: box.dataset.parcels },
          plan: { type: "geojson", data: { type: "FeatureCollection", features: [] } },
        },
        layers: layers(),
      },
    });
    map.addControl(new maplibregl.NavigationControl({ visualizePitch: false }), "top-right");
    map.addControl(new maplibregl.ScaleControl({ unit: "metric" }), "bottom-left");
    map.dragRotate.disable();
    map.touchZoomRotate.disableRotation();
    map.on("idle", () => { box.dataset.state = "idle"; });
    map.on("click", "parcels", (event) => show(event.features[0].id));
    map.on("mouseenter", "parcels", () => { map.getCanvas().classList.add("pointing"); });
    map.on("mouseleave", "parcels", () => { map.getCanvas().classList.remove("pointing"); });
    wire();
  }

  // a plan over the parcels, and the way to its tables
  function lay(plan) {
    const chosen = plan.selectedOptions[0];
    const nothing = { type: "FeatureCollection", features: [] };
    map.getSource("plan").setData(chosen.value || nothing);
    document.getElementById("plan-legend").hidden = !chosen.value;
    if (chosen.value) document.getElementById("plan-page").href = chosen.dataset.page;
  }

  function wire() {
    document.getElementById("colour-by").addEventListener("change", (event) => {
      const key = event.target.value;
      for (const one of document.querySelectorAll("[data-legend]")) one.hidden = one.dataset.legend !== key;
      map.setPaintProperty("parcels", "fill-color", colours(key));
    });
    const plan = document.getElementById("plan-of");
    if (plan) {
      const named = [...plan.options].find((one) => location.hash === `#plan-${one.dataset.key}`);
      if (named) plan.value = named.value;
      plan.addEventListener("change", () => lay(plan));
      map.on("load", () => lay(plan));
    }
    document.getElementById("go-to").addEventListener("change", (event) => {
      map.fitBounds(bounds(numbers(event.target.value)), { padding: 40 });
    });
    for (const tick of document.querySelectorAll("[data-layer]")) {
      tick.addEventListener("change", () => {
        const visible = tick.checked ? "visible" : "none";
        for (const layer of map.getStyle().layers) {
          if (layer.id.split("-")[0] === tick.dataset.layer) {
            map.setLayoutProperty(layer.id, "visibility", visible);
          }
        }
      });
    }
  }

  try {
    if (!window.maplibregl) noMap();
    else start();
  } catch (error) {
    noMap();
  }
})();
