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

const ESCAPES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;'};

function escaped(text) {
    return String(text).replace(/[&<>"]/g, (char) => ESCAPES[char]);
}

function line(text, {x, y, size, weight = 400, fill, font}) {
    return `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}" `
        + `font-weight="${weight}" font-family="${escaped(font)}">`
        + `${escaped(text)}</text>`;
}

/**
 * A picture that can stand alone: the chart on its ground, with its title
 * above and its source below. It is put together as text: were it parsed in
 * the page, the page's policy would take its styles away.
 * @param {string} chart the chart as SVG text
 * @param {{width: number, height: number, title: string, note: string,
 *     colours: Object}} frame colours of palette()
 */
export function pictureOf(chart, {width, height, title, note, colours}) {
    const whole = {width: width + 32, height: height + 84};
    const {card, ink, soft, font} = colours;
    const text = [
        `<svg xmlns="${SVG}" width="${whole.width}" `
            + `height="${whole.height}" `
            + `viewBox="0 0 ${whole.width} ${whole.height}">`,
        `<rect width="100%" height="100%" fill="${card}"/>`,
        line(title, {x: 16, y: 31, size: 16, weight: 600, fill: ink, font}),
        `<g transform="translate(16 48)">${chart}</g>`,
        line(note, {x: 16, y: whole.height - 12, size: 11, fill: soft, font}),
        '</svg>'];
    return {...whole, text: text.join('\n')};
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
