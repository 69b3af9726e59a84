import { networkInterfaces } from 'node:os';

/** The addresses under which other devices in the hall reach this computer, listening on `host`. */
export function hallHosts(host: string | undefined): string[] {
  if (host !== '0.0.0.0' && host !== '::') return [];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter((address) => address.family === 'IPv4' && !address.internal)
    .map(({ address }) => address);
}
