/*
 * Sending a file and following what becomes of it. The file is acknowledged
 * as soon as it is on the service's disk; then the service is asked how far
 * the import has come until it has ended.
 */
import {ApiError, get, request, upload} from './api.js';

const TYPES = {
    csv: 'text/csv',
    txt: 'text/csv',
    ndjson: 'application/x-ndjson',
    jsonl: 'application/x-ndjson',
    json: 'application/json',
    xlsx: 'application/vnd.openxmlformats-officedocument'
        + '.spreadsheetml.sheet',
    xls: 'application/vnd.ms-excel',
};

/** What the file chooser offers. */
export const ENDINGS = Object.keys(TYPES).map((end) => `.${end}`).join(',');

const FIRST_PAUSE = 100;
const LAST_PAUSE = 2000;
const UNFINISHED = new Set(['waiting', 'running', 'ending']);

/** By the name's ending; browsers call CSV whatever Excel calls it. */
function typeOf(file) {
    const end = file.name.toLowerCase().split('.').pop();
    return TYPES[end] ?? 'text/csv';
}

/** A key for one attempt to commit: however often it is sent, it counts once.
 * Not crypto.randomUUID(), which plain HTTP on a name does not have. */
export function freshKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return `web-${Array.from(bytes,
        (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function pause(ms, signal) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(resolve, ms);
        signal?.addEventListener('abort', () => {
            clearTimeout(timer);
            reject(signal.reason);
        }, {once: true});
    });
}

/** The answer that the import would have got at once. */
async function answerOf(id, signal) {
    const response = await request(`/v1/imports/${id}/answer`, {signal});
    const body = await response.json();
    if (response.headers.get('Content-Type')?.includes('problem+json')) {
        throw new ApiError(body);
    }
    return body;
}

/** Asks until it has ended; onProgress gets the record each time. */
async function follow(progress, signal, onProgress) {
    let record = progress;
    let wait = FIRST_PAUSE;
    while (UNFINISHED.has(record.state)) {
        onProgress?.(record);
        await pause(wait, signal);
        wait = Math.min(LAST_PAUSE, wait * 1.5);
        record = await get(`/v1/imports/${record.id}`, {}, signal);
    }
    return answerOf(progress.id, signal);
}

/**
 * Validates or commits a file.
 * @param {File} file
 * @param {{kind: string, params: Object, key: string, signal: AbortSignal,
 *     onSent: function(number), onProgress: function(Object)}} options
 * @returns {Promise<Object>} the answer; throws an ApiError when refused
 */
export async function sendFile(file, options) {
    const {kind, params, key, signal, onSent, onProgress} = options;
    const headers = {'Content-Type': typeOf(file), Prefer: 'respond-async'};
    if (key) {
        headers['Idempotency-Key'] = key;
    }
    const {status, body} = await upload(`/v1/imports/${kind}`, file, {
        params: {...params, filename: file.name.slice(-60)},
        headers, signal, onProgress: onSent});
    return status === 202 ? follow(body, signal, onProgress) : body;
}

/**
 * Takes an import back, or with mode=validate says what that would do.
 * @returns {Promise<Object>} the answer
 */
export async function takeBack(id, mode, options = {}) {
    const {key, signal, onProgress} = options;
    const headers = {Prefer: 'respond-async'};
    if (key) {
        headers['Idempotency-Key'] = key;
    }
    const response = await request(`/v1/imports/${id}/revert`, {
        method: 'POST', params: {mode}, headers, signal});
    const body = await response.json();
    return response.status === 202
        ? follow(body, signal, onProgress) : body;
}

/** All faults of an import as a file; the link itself has no token. */
export async function errorsFile(link) {
    const response = await request(link, {params: {bom: 1}});
    return response.blob();
}
