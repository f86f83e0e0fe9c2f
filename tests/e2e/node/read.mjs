// Reads answers as a front-end would: one JSON document a line on stdin, one
// on stdout. {"kind": "jsonstat" | "echarts", "answer": ...}
import {createInterface} from 'node:readline';
import * as echarts from 'echarts';
import JSONstat from 'jsonstat-toolkit';

// Every cell of the cube, as the toolkit sees it.
function jsonstat(answer) {
  const set = JSONstat(answer);
  const cells = set.n === 0 ? [] : set.toTable(
      {status: true, field: 'id', content: 'id', type: 'arrobj'});
  return {
    class: set.class, label: set.label, updated: set.updated, n: set.n,
    role: set.role, id: set.id, cells,
    units: set.id.map((id) => set.Dimension(id).Category()
        .map((category) => category.unit ?? null)),
    labels: set.id.map((id) => set.Dimension(id).Category()
        .map((category) => category.label)),
  };
}

// What a chart draws when the answer is its option.
function chart(answer) {
  const said = [];
  const drawn = echarts.init(null, null,
      {renderer: 'svg', ssr: true, width: 900, height: 500});
  const {warn, error} = console;
  console.warn = console.error = (...words) => said.push(words.join(' '));
  drawn.setOption(answer);
  const svg = drawn.renderToSVGString();
  const series = drawn.getModel().getSeries().map((one) => {
    const data = one.getData();
    const [x] = data.mapDimensionsAll('x');
    const [y] = data.mapDimensionsAll('y');
    const points = [];
    const names = one.getBaseAxis().model.getOrdinalMeta().categories;
    for (let i = 0; i < data.count(); i++) {
      const value = data.get(y, i);
      points.push([names[data.get(x, i)],
        Number.isNaN(value) ? null : value]);
    }
    return {type: one.subType, name: one.name, points,
      axis: one.getModel === undefined ? null : one.get('yAxisIndex')};
  });
  drawn.dispose();
  Object.assign(console, {warn, error});
  return {said, series, drawn: svg.includes('<path')};
}

const KINDS = {jsonstat, echarts: chart};

for await (const line of createInterface({input: process.stdin})) {
  const {kind, answer} = JSON.parse(line);
  let result;
  try {
    result = KINDS[kind](answer);
  } catch (fault) {
    result = {fault: String(fault.stack)};
  }
  process.stdout.write(JSON.stringify(result) + '\n');
}
