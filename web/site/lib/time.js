/* Moments, in the reader's own time zone: `2024-09-12 16:00`. */

function two(number) {
    return String(number).padStart(2, '0');
}

/** @param {string|null} moment as the service writes it */
export function timeText(moment) {
    if (!moment) {
        return '—';
    }
    const at = new Date(moment);
    return `${at.getFullYear()}-${two(at.getMonth() + 1)}-`
        + `${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}
