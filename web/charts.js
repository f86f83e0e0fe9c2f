/*
 * The part of Apache ECharts that the dashboard uses, as one module: lines and
 * bars on a grid, drawn as SVG (sharp on paper, and a text in it is a text).
 * bundle_charts.py makes vendor/charts.js of it.
 */
import {use} from 'echarts/core';
import {BarChart, LineChart} from 'echarts/charts';
import {
    AriaComponent,
    DatasetComponent,
    GridComponent,
    LegendComponent,
    TooltipComponent,
    TransformComponent,
} from 'echarts/components';
import {SVGRenderer} from 'echarts/renderers';

use([
    BarChart,
    LineChart,
    AriaComponent,
    DatasetComponent,
    GridComponent,
    LegendComponent,
    TooltipComponent,
    TransformComponent,
    SVGRenderer,
]);

export {init} from 'echarts/core';
