/*
 * What the figures are about: asked for once, and again after an import.
 * Everything here is a promise.
 */
import {get} from './api.js';
import {nameOf} from './text.js';

/** Codes in one question: an address has its limit. */
const SCHOOLS = 50;

const kept = new Map();

function once(key, ask) {
    if (!kept.has(key)) {
        const promise = ask();
        kept.set(key, promise);
        promise.catch(() => kept.delete(key));
    }
    return kept.get(key);
}

function byCode(rows) {
    return new Map(rows.map((row) => [row.code, row]));
}

/** After an import or another token: ask again. */
export function forget() {
    kept.clear();
}

/** Map of code to a row of `/v1/indicators`. */
export function indicators() {
    return once('indicators', async () =>
        byCode((await get('/v1/indicators')).indicators));
}

/** Map of code to a row of `/v1/dimensions`. */
export function dimensions() {
    return once('dimensions', async () =>
        byCode((await get('/v1/dimensions')).dimensions));
}

/** Rows of `/v1/periods`, of one indicator or of all. */
export function periods(indicator) {
    return once(`periods ${indicator ?? ''}`, async () =>
        (await get('/v1/periods', {indicator})).periods);
}

/** `/v1/config`. */
export function config() {
    return once('config', () => get('/v1/config'));
}

/** One area, or null. */
export function area(code) {
    return once(`area ${code}`, async () =>
        (await get('/v1/areas', {id: code})).areas[0] ?? null);
}

/** The areas below one that have schools, in the order of their codes. */
export function areasBelow(code) {
    return once(`below ${code}`, async () =>
        (await get('/v1/areas', {parent: code})).areas
            .filter((row) => row.schools > 0));
}

/** Map of code to a row of `/v1/schools`, of those that are asked for. */
export async function schools(codes) {
    const wanted = [...new Set(codes)].sort();
    const found = new Map();
    for (let at = 0; at < wanted.length; at += SCHOOLS) {
        const part = wanted.slice(at, at + SCHOOLS);
        const rows = await once(`schools ${part}`, async () =>
            (await get('/v1/schools', {id: part})).schools);
        rows.forEach((row) => found.set(row.code, row));
    }
    return found;
}

/** From the root down to an area. */
export async function pathTo(code) {
    const path = [];
    for (let at = await area(code); at !== null;) {
        path.unshift(at);
        at = at.parent === null ? null : await area(at.parent);
    }
    return path;
}

async function rootArea() {
    const {areas} = await get('/v1/areas', {limit: 1, level: 'country'});
    if (areas.length > 0) {
        return areas[0];
    }
    return (await get('/v1/areas', {limit: 1})).areas[0] ?? null;
}

/**
 * The area to begin with: the smallest that has all schools; the city, where
 * the service is a city's. null when there are no areas.
 */
export function home() {
    return once('home', async () => {
        let at = await rootArea();
        while (at !== null) {
            const whole = at.schools;
            const below = await areasBelow(at.code);
            if (below.length !== 1 || below[0].schools !== whole) {
                break;
            }
            at = below[0];
        }
        return at;
    });
}

/** The member of a dimension in words. */
export async function memberName(dimension, code) {
    const members = (await dimensions()).get(dimension)?.members ?? [];
    const found = members.find((member) => member.code === code);
    return found ? nameOf(found) : code;
}
