/* Handing files to the person: pictures of charts, tables. */
import {request} from './api.js';

const SCALE = 2; // pixels of a picture to one of the page
const SVG = 'http://www.w3.org/2000/svg';

/** Gives the browser a file to keep. */
export function saveBlob(blob, name) {
    const address = URL.createObjectURL(blob);
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/** What the service answers, as a file; protected reads too. */
export async function saveAnswer(path, params, name) {
    const response = await request(path, {params});
    saveBlob(await response.blob(), name);
}

function node(tag, attributes, text) {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) {
        made.setAttribute(name, value);
    }
    if (text !== undefined) {
        made.textContent = text;
    }
    return made;
}

/**
 * A picture that can stand alone: the chart on its ground, with its title
 * above and its source below.
 * @param {string} chart the chart as SVG text
 * @param {{width: number, height: number, title: string, note: string,
 *     colours: Object}} frame colours of palette()
 */
export function pictureOf(chart, {width, height, title, note, colours}) {
    const inner = new DOMParser().parseFromString(chart, 'image/svg+xml')
        .documentElement;
    const whole = {width: width + 32, height: height + 84};
    const font = colours.font;
    inner.setAttribute('x', 16);
    inner.setAttribute('y', 48);
    const picture = node('svg', {xmlns: SVG, ...whole,
        viewBox: `0 0 ${whole.width} ${whole.height}`});
    picture.append(
        node('rect', {...whole, fill: colours.card}),
        node('text', {x: 16, y: 31, fill: colours.ink, 'font-size': 16,
            'font-weight': 600, 'font-family': font}, title),
        inner,
        node('text', {x: 16, y: whole.height - 12, fill: colours.soft,
            'font-size': 11, 'font-family': font}, note));
    return {...whole, text: new XMLSerializer().serializeToString(picture)};
}

/** The picture as pixels. @returns {Promise<Blob>} */
export async function rasterize({width, height, text}) {
    const image = new Image();
    const address = URL.createObjectURL(
        new Blob([text], {type: 'image/svg+xml'}));
    try {
        image.src = address;
        await image.decode();
    } finally {
        URL.revokeObjectURL(address);
    }
    const canvas = document.createElement('canvas');
    canvas.width = width * SCALE;
    canvas.height = height * SCALE;
    const pen = canvas.getContext('2d');
    pen.scale(SCALE, SCALE);
    pen.drawImage(image, 0, 0, width, height);
    return new Promise((resolve) => {
        canvas.toBlob(resolve, 'image/png');
    });
}
