/*
 * The pages, in the order of the navigation. Each is a module of its own that
 * is fetched when it is first shown; see docs/dashboard.md.
 */
export const PAGES = [
    {id: 'overview', load: () => import('./pages/overview.js')},
    {id: 'indicator', load: () => import('./pages/indicator.js')},
    {id: 'enterprises', load: () => import('./pages/enterprises.js')},
    {id: 'completeness', load: () => import('./pages/completeness.js')},
    {id: 'imports', load: () => import('./pages/imports.js')},
    {id: 'report', load: () => import('./pages/report.js')},
];
