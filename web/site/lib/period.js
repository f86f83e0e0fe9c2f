/* Periods in words: `2024M08`, `2023AY`, `2024-09-01`. */
import {lang} from './settings.js';
import {t} from './text.js';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep',
    'Oct', 'Nov', 'Dec'];

/** `8` -> `8月` or `Aug`. */
function monthName(month) {
    return lang() === 'zh' ? `${month}月` : MONTHS[month - 1];
}

/** `8` -> `M08`. */
export function monthCode(month) {
    return `M${String(month).padStart(2, '0')}`;
}

/** In the words of the language; what it does not know stays as it is. */
export function periodText(period) {
    const found = /^(\d{4})(AY|M(\d\d)|Q(\d)|H(\d)|-(\d\d)-(\d\d))?$/
        .exec(period);
    if (found === null) {
        return period;
    }
    const [, year, tail, month, quarter, half, atMonth, atDay] = found;
    if (tail === undefined) {
        return t('period.year', {year});
    }
    if (tail === 'AY') {
        return t('period.school_year', {year, next: Number(year) + 1});
    }
    if (month) {
        return t('period.month', {year, month: monthName(Number(month))});
    }
    if (atMonth) {
        return t('period.day', {year, month: monthName(Number(atMonth)),
            day: Number(atDay)});
    }
    return t(quarter ? 'period.quarter' : 'period.half',
        {year, number: quarter ?? half});
}

/** Short enough for an axis: `2024`, `23/24`, `24-08`. */
export function periodShort(period) {
    const year = period.slice(0, 4);
    if (period.endsWith('AY')) {
        return `${year}/${String(Number(year) + 1).slice(2)}`;
    }
    return period.length > 4 && period[4] === 'M'
        ? `${year}-${period.slice(5)}` : period;
}

/** `[2020, 2021, …]` up to `last`. */
export function years(last, count) {
    return Array.from({length: count}, (_, at) => last - count + 1 + at);
}
