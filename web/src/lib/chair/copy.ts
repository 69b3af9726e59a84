/**
 * Puts a text on the clipboard; false when the browser lets no page do so. Halls often have no HTTPS,
 * where the modern way is closed: then what stands in `shown` is selected and copied the old way, and
 * stays selected so that Ctrl+C works if even that is refused.
 */
export async function copyText(text: string, shown: HTMLElement): Promise<boolean> {
  if (window.isSecureContext) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Not allowed here; the old way may be.
    }
  }
  const selection = getSelection();
  selection?.selectAllChildren(shown);
  return document.execCommand('copy');
}
