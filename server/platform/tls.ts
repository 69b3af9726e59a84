import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { err, ok, type Outcome } from '../domain/outcome.ts';

/** Nothing older is spoken, whatever the system allows. */
export const OLDEST_TLS = 'TLSv1.2';

/** A certificate (with its chain) and its private key, as PEM. */
export type Certificate = { cert: Buffer; key: Buffer };
/** Where they lie: `TLS_CERT` and `TLS_KEY`. */
export type CertificateFiles = { cert: string; key: string };

/** Reads certificate and key and sees that they go together; else the reason, as a sentence for the operator. */
export async function readCertificate(
  files: CertificateFiles,
): Promise<Outcome<Certificate, string>> {
  try {
    const [cert, key] = await Promise.all([readFile(files.cert), readFile(files.key)]);
    createSecureContext({ cert, key });
    return ok({ cert, key });
  } catch (error) {
    // What OpenSSL and the system say names the file or the mistake, and nothing of the key.
    const reason = error instanceof Error ? error.message : String(error);
    return err(
      `TLS_CERT (${files.cert}) and TLS_KEY (${files.key}) can't be used (${reason}): give a certificate and the private key that belongs to it, as PEM.\n` +
        `TLS_CERT（${files.cert}）与 TLS_KEY（${files.key}）不能使用（${reason}）：请提供 PEM 格式的证书和与之对应的私钥。`,
    );
  }
}
