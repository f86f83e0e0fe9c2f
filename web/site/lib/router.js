/*
 * Where we are: `#/page?name=value&…`. Every choice of a page is a parameter
 * there, so that an address is a figure somebody can be sent to.
 */

/** @returns {{page: string, params: Object<string, string>}} */
export function here() {
    const [path, query] = window.location.hash.replace(/^#\/?/, '').split('?');
    const params = Object.fromEntries(new URLSearchParams(query ?? ''));
    return {page: path || 'overview', params};
}

/**
 * The address of a page. null, undefined and '' are left out.
 * @param {string} page
 * @param {Object} [params]
 */
export function href(page, params = {}) {
    const kept = Object.entries(params).filter(
        ([, value]) => value !== null && value !== undefined && value !== '');
    const query = new URLSearchParams(kept).toString();
    return `#/${page}${query ? `?${query}` : ''}`;
}

/** Goes there; the back button comes back. */
export function go(page, params) {
    window.location.hash = href(page, params);
}

/** The same page with some parameters changed. */
export function change(params) {
    const now = here();
    go(now.page, {...now.params, ...params});
}

/** The same without a step for the back button. */
export function correct(params) {
    const now = here();
    window.history.replaceState(null, '',
        href(now.page, {...now.params, ...params}));
}
