/**
 * The Content-Disposition of a file to be kept under such a name. `plain` is for clients that know no other letters
 * than Latin ones.
 */
export function attachment(name: string, plain: string): string {
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
