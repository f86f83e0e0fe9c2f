/* Texts of the page in the language that is set. */
import en from '../words/en.js';
import zh from '../words/zh.js';
import {lang} from './settings.js';

const WORDS = {zh, en};

/**
 * The words of one page; it brings them along when it is first shown.
 * @param {{zh: Object, en: Object}} more with the same keys in both
 */
export function addWords(more) {
    for (const [language, texts] of Object.entries(more)) {
        Object.assign(WORDS[language], texts);
    }
}

/**
 * The text of a key, with `{name}` replaced. A key that is missing shows
 * itself, and is told to the console, where the tests look for it.
 * @param {string} key
 * @param {Object} [values]
 */
export function t(key, values = {}) {
    const text = WORDS[lang()][key];
    if (text === undefined) {
        console.error(`no words in ${lang()} for ${key}`);
        return key;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** Is there such a text? For codes of the service, which may be new. */
export function has(key) {
    return Object.hasOwn(WORDS[lang()], key);
}

/** name_zh or name_en of a row of the catalogue, else its code. */
export function nameOf(row) {
    const other = lang() === 'zh' ? 'en' : 'zh';
    return row[`name_${lang()}`] || row[`name_${other}`] || row.code;
}
