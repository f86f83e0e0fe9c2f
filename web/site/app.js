/* The shell: bar, navigation, and the page that the address names. */
import {announce, announcer} from './lib/announce.js';
import {ApiError} from './lib/api.js';
import {config} from './lib/catalogue.js';
import {el, fill, icon} from './lib/dom.js';
import {change, correct, here, href} from './lib/router.js';
import {applyTheme, getToken, lang, setLang, theme, toggleTheme}
    from './lib/settings.js';
import {t} from './lib/text.js';
import {PAGES} from './pages.js';
import {failure, loading} from './parts/state.js';
import {askToken} from './parts/token.js';

const BASE = new URL('.', import.meta.url).pathname;
const main = el('main', {id: 'main', tabindex: -1});
let shown = null;
let leaving = new AbortController();

/* --- the frame --- */

function navigation(current) {
    return el('nav', {class: 'nav', 'aria-label': t('nav.label')},
        el('ul', null, PAGES.map(({id}) => el('li', null,
            el('a', {href: href(id), 'aria-current': id === current
                ? 'page' : null}, t(`nav.${id}`))))));
}

const SUN = 'M10 6.5a3.5 3.5 0 100 7 3.5 3.5 0 000-7M10 1.5v2M10 16.5v2'
    + 'M1.5 10h2M16.5 10h2M4 4l1.4 1.4M14.6 14.6L16 16M16 4l-1.4 1.4'
    + 'M5.4 14.6L4 16';
const MOON = 'M16.5 12.2A7 7 0 017.8 3.5a7 7 0 108.7 8.7z';
const KEY = 'M12.5 3a4.5 4.5 0 11-2.9 7.9L4 16.5H2.5V14l6-5.9A4.5 4.5 0 '
    + '0112.5 3zM14 6.5h0';

function tools() {
    const dark = theme() === 'dark';
    const themeText = t(dark ? 'tools.light' : 'tools.dark');
    const tokenText = t(getToken() ? 'tools.token_on' : 'tools.token');
    return el('div', {class: 'tools'},
        el('button', {class: 'tool', type: 'button', id: 'tool-token',
            'aria-label': tokenText, title: tokenText,
            'data-on': getToken() !== null,
            onclick: () => askToken(refresh)}, icon(KEY)),
        el('button', {class: 'tool', type: 'button', id: 'tool-theme',
            'aria-label': themeText, title: themeText,
            onclick: toggleTheme}, icon(dark ? SUN : MOON)),
        el('button', {class: 'tool', type: 'button', id: 'tool-lang',
            lang: lang() === 'zh' ? 'en' : 'zh-Hans',
            onclick: () => change({lang: lang() === 'zh' ? 'en' : 'zh'})},
        t('tools.language')));
}

const frame = {
    skip: el('a', {class: 'skip', href: '#main', onclick: (event) => {
        // The address is the router's.
        event.preventDefault();
        main.focus();
    }}),
    bar: el('header', {class: 'bar'}),
    note: el('div', {class: 'synthetic', hidden: true}),
    foot: el('footer', {class: 'foot'}),
};

function drawFrame(page) {
    const focused = document.activeElement?.id;
    document.documentElement.lang = lang() === 'zh' ? 'zh-Hans' : 'en';
    fill(frame.skip, t('skip'));
    fill(frame.bar, el('div', {class: 'bar-inner'},
        el('a', {class: 'brand', href: href('overview')},
            el('img', {src: `${BASE}icon.svg`, alt: '', width: 26,
                height: 26}),
            el('span', {class: 'brand-long'}, t('brand')),
            el('span', {class: 'brand-short'}, t('brand.short'))),
        navigation(page), tools()));
    fill(frame.note, t('synthetic'));
    fill(frame.foot, el('span', null, t('foot.rounding')),
        el('a', {href: '/openapi.json'}, t('foot.api')));
    if (focused) {
        document.getElementById(focused)?.focus();
    }
}

async function noteSynthetic() {
    try {
        const {version, synthetic} = await config();
        frame.note.hidden = !synthetic;
        document.documentElement.dataset.version = version;
    } catch {
        /* the page itself will say what is wrong */
    }
}

/* --- the page --- */

function headOf(module) {
    const heading = el('h1', {tabindex: -1}, t(module.title));
    const lead = el('p', {class: 'lead soft'});
    return {heading, lead, node: el('header', {class: 'page-head'},
        heading, lead)};
}

function contextOf(page, params, head, signal) {
    return {
        page,
        params,
        signal,
        /** Another heading than the page's title. */
        setTitle: (text) => {
            head.heading.textContent = text;
            document.title = `${text} · ${t('brand')}`;
        },
        /** One line below the heading. */
        setLead: (...children) => fill(head.lead, ...children),
        /** This page with other choices, as an address or by going there. */
        href: (more) => href(page, {...params, ...more}),
        change: (more) => change(more),
        announce,
        /** Draws the page again, with what the service says now. */
        refresh,
    };
}

/** The field that had the focus has it again in the new page. */
function keepFocus(swap) {
    const {id} = document.activeElement ?? {};
    swap();
    if (id) {
        document.getElementById(id)?.focus({preventScroll: true});
    }
}

async function fillPage(module, view, context) {
    try {
        await module.render(view, context.params, context);
    } catch (error) {
        if (context.signal.aborted) {
            return;
        }
        fill(view, failure(error, {retry: refresh,
            askToken: () => askToken(refresh)}));
    }
}

/**
 * The module of a page, or null: then this page is of a build that the
 * service no longer has, or there is no network.
 */
async function moduleOf(row) {
    try {
        return await row.load();
    } catch {
        shown = null;
        fill(main, failure(new ApiError({title: t('error.outdated'),
            detail: t('error.outdated_hint')}),
        {retry: () => window.location.reload()}));
        main.removeAttribute('aria-busy');
        return null;
    }
}

async function draw({page, params}) {
    const row = PAGES.find(({id}) => id === page) ?? PAGES[0];
    leaving.abort();
    leaving = new AbortController();
    const {signal} = leaving;
    const another = shown !== row.id;

    drawFrame(row.id);
    main.setAttribute('aria-busy', 'true');
    const module = await moduleOf(row);
    if (signal.aborted || module === null) {
        return;
    }
    const head = headOf(module);
    const view = el('div', {class: 'page'}, another ? loading(6) : null);
    const whole = el('div', {class: `page-${row.id}`}, head.node, view);
    const context = contextOf(row.id, params, head, signal);
    context.setTitle(t(module.title));
    if (another) {
        fill(main, whole);
        window.scrollTo(0, 0);
        if (shown !== null) {
            head.heading.focus();
        }
        shown = row.id;
    }
    const fresh = el('div', {class: 'page'});
    await fillPage(module, fresh, context);
    if (signal.aborted) {
        return;
    }
    view.replaceWith(fresh);
    if (!another) {
        keepFocus(() => fill(main, whole));
        announce(t('state.updated'));
    }
    main.removeAttribute('aria-busy');
    performance.mark(`page-${row.id}`);
}

function refresh() {
    const place = here();
    if (place.params.lang && setLang(place.params.lang)) {
        shown = null;
    }
    if (place.params.lang !== lang() && lang() !== 'zh') {
        correct({lang: lang()}); // an address is to look the same to others
    }
    return draw(here());
}

function start() {
    applyTheme();
    document.body.append(frame.skip, frame.bar, frame.note, main, frame.foot,
        announcer());
    window.addEventListener('hashchange', refresh);
    window.addEventListener('themechange', () => drawFrame(shown));
    refresh();
    noteSynthetic();
}

start();
