/*
 * What belongs to the person and not to the page: language, light or dark
 * (kept in this browser), and the token (kept for this tab only).
 */

const LANGS = ['zh', 'en'];
const THEMES = ['light', 'dark'];
const TOKEN = 'tvetstat.token';

/** Storage may be forbidden: then nothing is kept. */
function read(storage, key) {
    try {
        return window[storage].getItem(key);
    } catch {
        return null;
    }
}

function write(storage, key, value) {
    try {
        if (value === null) {
            window[storage].removeItem(key);
        } else {
            window[storage].setItem(key, value);
        }
    } catch {
        /* not kept */
    }
}

let language = null;
let token = read('sessionStorage', TOKEN);

/** `zh` unless somebody chose. */
export function lang() {
    if (language === null) {
        const kept = read('localStorage', 'tvetstat.lang');
        language = LANGS.includes(kept) ? kept : 'zh';
    }
    return language;
}

/** @returns {boolean} whether it is another than before */
export function setLang(value) {
    if (!LANGS.includes(value) || value === lang()) {
        return false;
    }
    language = value;
    write('localStorage', 'tvetstat.lang', value);
    return true;
}

const prefersDark = window.matchMedia('(prefers-color-scheme: dark)');

/** `light` or `dark`: what somebody chose, else what the system says. */
export function theme() {
    const kept = read('localStorage', 'tvetstat.theme');
    if (THEMES.includes(kept)) {
        return kept;
    }
    return prefersDark.matches ? 'dark' : 'light';
}

function show(name) {
    document.documentElement.dataset.theme = name;
    window.dispatchEvent(new Event('themechange'));
}

/** Writes the theme to the page and tells the charts. */
export function applyTheme() {
    show(theme());
}

export function toggleTheme() {
    write('localStorage', 'tvetstat.theme',
        theme() === 'dark' ? 'light' : 'dark');
    applyTheme();
}

prefersDark.addEventListener('change', applyTheme);
// Paper is white.
window.addEventListener('beforeprint', () => show('light'));
window.addEventListener('afterprint', applyTheme);

/** The bearer token of this tab, or null. */
export function getToken() {
    return token;
}

/** @param {string|null} value null: forget it */
export function setToken(value) {
    token = value === '' ? null : value;
    write('sessionStorage', TOKEN, token);
}
