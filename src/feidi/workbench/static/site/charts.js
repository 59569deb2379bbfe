// Draws what stands in a page as data. The table beside each picture says the same.
const style = getComputedStyle(document.documentElement);
const token = (name) => style.getPropertyValue(`--${name}`).trim();
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const language = document.documentElement.lang;

// small amounts keep two digits after the point, so that 0.4 of a unit is not told as nothing
function amount(value, told) {
  const scaled = value / told.scale;
  return scaled.toLocaleString(language, { maximumFractionDigits: Math.abs(scaled) < 100 ? 2 : 0 });
}

function optionOf(told) {
  const lying = told.shape === "lying";
  const words = {
    type: "category",
    data: told.points,
    inverse: lying,
    axisLabel: { color: token("soft"), hideOverlap: true, width: lying ? 110 : undefined, overflow: "break" },
    axisLine: { lineStyle: { color: token("line") } },
    axisTick: { show: false },
  };
  const values = {
    type: "value",
    name: told.unit,
    // under the middle of a lying axis there is room for a long unit
    nameLocation: lying ? "middle" : "end",
    nameGap: lying ? 26 : 15,
    nameTextStyle: { color: token("soft") },
    minInterval: told.scale === 1 ? 1 : undefined,
    axisLabel: { color: token("soft"), formatter: (value) => amount(value, told), hideOverlap: true },
    splitLine: { lineStyle: { color: token("hair") } },
  };
  return {
    animation: !still,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: lying ? 40 : 12, top: told.series.length > 1 ? 56 : lying ? 12 : 36, bottom: lying ? 26 : 8, containLabel: true },
    legend: told.series.length > 1 ? { top: 0, textStyle: { color: token("ink") } } : undefined,
    tooltip: {
      trigger: "item",
      renderMode: "richText",
      backgroundColor: token("card"),
      borderColor: token("line"),
      textStyle: { color: token("ink") },
      formatter: (at) => `${at.seriesName}\n${at.name}  ${told.series[at.seriesIndex].said[at.dataIndex]}`,
    },
    xAxis: lying ? values : words,
    yAxis: lying ? words : values,
    series: told.series.map((one) => ({
      type: "bar",
      name: one.name,
      stack: told.shape === "stacked" ? "all" : undefined,
      barMaxWidth: 46,
      data: one.values,
      cursor: one.links.some(Boolean) ? "pointer" : "default",
      itemStyle: { color: token(one.tone) },
      label: {
        show: told.shape !== "stacked",
        position: lying ? "right" : "top",
        color: token("ink"),
        formatter: (at) => amount(at.value, told),
      },
      labelLayout: { hideOverlap: true },
    })),
  };
}

for (const box of document.querySelectorAll("[data-chart]")) {
  const told = JSON.parse(document.getElementById(box.dataset.chart).textContent);
  const chart = echarts.init(box, null, { renderer: "svg", locale: language === "en" ? "EN" : "ZH" });
  chart.setOption(optionOf(told));
  chart.on("click", (at) => {
    const link = told.series[at.seriesIndex]?.links[at.dataIndex];
    if (link) location.assign(link);
  });
  new ResizeObserver(() => chart.resize()).observe(box);
}
