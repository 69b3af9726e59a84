/** Names that mean "this computer" on whichever computer they are typed. */
const OWN = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * What to type on the projector's computer: the address under which this page was opened, unless that only holds on
 * this computer; then those under which the server says it is reached.
 */
export function screenAddresses(
  here: { readonly hostname: string; readonly origin: string },
  origins: readonly string[],
): string[] {
  const found = OWN.test(here.hostname) && origins.length > 0 ? origins : [here.origin];
  return found.map((origin) => `${origin}/screen`);
}
