/*
 * The service. Answers come with ETags and `no-cache`, so the browser keeps
 * them and asks whether they still hold; nothing is kept here.
 */
import {getToken, lang} from './settings.js';
import {t} from './text.js';

/** What went wrong, in words for people. */
export class ApiError extends Error {
    /** @param {Object} problem a problem+json body, or what stands for it */
    constructor(problem) {
        super(problem.detail || problem.title);
        this.name = 'ApiError';
        this.status = problem.status ?? 0;
        this.code = problem.code ?? 'network';
        this.title = problem.title ?? '';
        /** @type {Array<{path: string, message: string, code: string}>} */
        this.errors = problem.errors ?? [];
        /** All of the body: an import's has more than others. */
        this.problem = problem;
    }

    /** Would a token, or another one, help? */
    get wantsToken() {
        return this.status === 401 || this.status === 403;
    }
}

/**
 * `/v1/data?indicator=a,b&…`; lists are joined, null and undefined left out,
 * the language added.
 */
export function url(path, params = {}) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({lang: lang(), ...params})) {
        if (value !== null && value !== undefined && value !== '') {
            query.set(name, Array.isArray(value) ? value.join(',') : value);
        }
    }
    return `${path}?${query}`;
}

function headers(more = {}) {
    const token = getToken();
    return token ? {...more, Authorization: `Bearer ${token}`} : more;
}

async function problemOf(response) {
    try {
        return {status: response.status, ...await response.json()};
    } catch {
        return {status: response.status, code: 'http',
            title: t('error.http', {status: response.status})};
    }
}

/**
 * One exchange; throws an ApiError for anything but a success, and the
 * browser's AbortError when the page was left.
 * @returns {Promise<Response>}
 */
export async function request(path, {params, headers: more, ...options} = {}) {
    let response;
    try {
        response = await fetch(url(path, params),
            {...options, headers: headers(more)});
    } catch (error) {
        if (error.name === 'AbortError') {
            throw error;
        }
        throw new ApiError({code: 'network', title: t('error.network')});
    }
    if (!response.ok) {
        throw new ApiError(await problemOf(response));
    }
    return response;
}

/**
 * GET, as JSON.
 * @param {string} path such as `/v1/data`
 * @param {Object} [params]
 * @param {AbortSignal} [signal]
 */
export async function get(path, params, signal) {
    const response = await request(path, {params, signal});
    return response.json();
}

function answerOf(exchange) {
    try {
        return JSON.parse(exchange.responseText);
    } catch {
        return {code: 'http', title: t('error.http',
            {status: exchange.status})};
    }
}

/**
 * Sends a file and tells how far it is: fetch() cannot.
 * @param {string} path
 * @param {File|Blob} file
 * @param {{params: Object, headers: Object, signal: AbortSignal,
 *     onProgress: function(number)}} options progress goes from 0 to 1
 * @returns {Promise<{status: number, body: Object}>}
 */
export function upload(path, file, options) {
    const {params, headers: more, signal, onProgress} = options;
    return new Promise((resolve, reject) => {
        const exchange = new XMLHttpRequest();
        exchange.open('POST', url(path, params));
        for (const [name, value] of Object.entries(headers(more))) {
            exchange.setRequestHeader(name, value);
        }
        exchange.upload.onprogress = (event) => {
            onProgress?.(event.total ? event.loaded / event.total : 0);
        };
        exchange.onerror = () => reject(
            new ApiError({code: 'network', title: t('error.network')}));
        exchange.onload = () => {
            const body = answerOf(exchange);
            if (exchange.status < 300) {
                resolve({status: exchange.status, body});
            } else {
                reject(new ApiError({status: exchange.status, ...body}));
            }
        };
        signal?.addEventListener('abort', () => exchange.abort());
        exchange.send(file);
    });
}
