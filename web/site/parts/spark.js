/* Five years at a glance, in the size of a word. */
import {svg} from '../lib/dom.js';

const WIDTH = 120;
const HEIGHT = 36;
const EDGE = 4;

/** Runs of points without a hole between them. */
function runsOf(points) {
    const runs = [[]];
    for (const point of points) {
        if (point === null) {
            runs.push([]);
        } else {
            runs.at(-1).push(point);
        }
    }
    return runs.filter((run) => run.length > 0);
}

/**
 * @param {Array<number|null>} values oldest first
 * @param {string} label the values in words
 */
export function spark(values, label) {
    const known = values.filter((value) => value !== null);
    const low = Math.min(...known);
    const span = Math.max(...known) - low || 1;
    const step = (WIDTH - 2 * EDGE) / Math.max(values.length - 1, 1);
    const points = values.map((value, at) => (value === null ? null : [
        (EDGE + at * step).toFixed(1),
        (HEIGHT - EDGE - (value - low) / span * (HEIGHT - 2 * EDGE))
            .toFixed(1)]));
    const last = points.at(-1);
    return svg('svg', {class: 'spark', viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
        width: WIDTH, height: HEIGHT, role: 'img', 'aria-label': label},
    runsOf(points).map((run) => svg('polyline',
        {points: run.map((point) => point.join(',')).join(' ')})),
    last ? svg('circle', {cx: last[0], cy: last[1], r: 3}) : null);
}
