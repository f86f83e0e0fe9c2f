/* Giving the reader a file. */

/**
 * @param {Blob} blob
 * @param {string} name
 */
export function saveBlob(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    // Not at once: the browser may still be reading it.
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
