/* Names of codes, asked for by the list. */
import {get} from './api.js';
import {nameOf} from './text.js';

const AT_ONCE = 50;

async function rowsOf(path, key, codes, signal) {
    const asked = [...new Set(codes)];
    const pages = [];
    for (let at = 0; at < asked.length; at += AT_ONCE) {
        pages.push(get(path, {id: asked.slice(at, at + AT_ONCE)}, signal));
    }
    return (await Promise.all(pages)).flatMap((page) => page[key]);
}

/** A code that is not known is its own name. */
class Names extends Map {
    get(code) {
        return super.get(code) ?? code;
    }
}

/**
 * @param {{indicators: string[], areas: string[], schools: string[]}} codes
 * @param {AbortSignal} [signal]
 * @returns {Promise<Object<string, Map>>} names of each; and `decimals` and
 *     `units` of the indicators
 */
export async function names(codes, signal) {
    const kinds = Object.keys(codes);
    const lists = await Promise.all(kinds.map((kind) => rowsOf(
        `/v1/${kind}`, kind, codes[kind], signal)));
    const made = {decimals: new Map(), units: new Map()};
    kinds.forEach((kind, at) => {
        made[kind] = new Names(lists[at].map((row) => [row.code,
            nameOf(row)]));
        if (kind === 'indicators') {
            made.decimals = new Map(lists[at].map(
                (row) => [row.code, row.decimals]));
            made.units = new Map(lists[at].map(
                (row) => [row.code, row.unit]));
        }
    });
    return made;
}
