import type { FailureTable } from './shape.ts';

const ASK_VENDOR = 'Ask the vendor for a new certificate and say why.';

export const certificateFailures = {
  CERT_EMPTY: {
    what: 'There is nothing in it.',
    why: 'The file or the pasted text is empty.',
    fix: 'Paste the whole certificate, from BEGIN CERTIFICATE to END CERTIFICATE.',
  },
  CERT_TOO_LARGE: {
    what: 'This is too large to be one certificate ({size} bytes; {most} at most).',
    why: 'One certificate is a few thousand bytes; larger files hold other things too.',
    fix: 'Export the certificate alone, without its chain and without the private key.',
  },
  CERT_HAS_PRIVATE_KEY: {
    what: 'This file holds the private key as well. It was not kept.',
    why: 'Whoever has the private key can sign in as the connector; it must stay with the vendor.',
    fix: 'Give only the part from BEGIN CERTIFICATE to END CERTIFICATE. If the file came by e-mail or chat, ask the vendor for a new key.',
  },
  CERT_IS_PRIVATE_KEY: {
    what: 'This is a private key, not a certificate. It was not kept.',
    why: 'Whoever has the private key can sign in as the connector; it must stay with the vendor.',
    fix: 'Give the certificate (.pem, .cer or .crt) instead. If the key came by e-mail or chat, ask the vendor for a new one.',
  },
  CERT_IS_PFX: {
    what: 'This is a PFX (PKCS #12) file. It was not kept.',
    why: 'A PFX holds the private key together with the certificate.',
    fix: 'Export the certificate without the private key, as Base-64 encoded X.509 (.cer), and give that.',
  },
  CERT_IS_P7B: {
    what: 'This is a P7B (PKCS #7) bundle.',
    why: 'A bundle holds a chain of certificates; exactly one is needed.',
    fix: 'Open the bundle, export the certificate of the connector as Base-64 encoded X.509 (.cer), and give that.',
  },
  CERT_IS_CSR: {
    what: 'This is a certificate signing request.',
    why: 'A request is what a certificate is made from; it is not one yet.',
    fix: 'Give the certificate that was issued for it.',
  },
  CERT_IS_PUBKEY: {
    what: 'This is a bare public key.',
    why: 'A certificate is needed: it says whose key it is and until when.',
    fix: 'Give the certificate that holds this key.',
  },
  CERT_MULTIPLE: {
    what: 'There are {count} certificates here: {subjects}',
    why: 'Only one is registered, and which one is yours to say.',
    fix: 'Give the certificate of the connector alone, without the certificates of its issuers.',
  },
  CERT_PARSE: {
    what: 'I cannot read this as a certificate.',
    why: 'It looks like {looksLike}.',
    fix: 'Give one X.509 certificate as .pem, .cer or .crt, complete and unchanged.',
  },
  CERT_VERSION: {
    what: 'This is an X.509 certificate of version {version}.',
    why: 'Version 3 is needed; older ones cannot say what the key may be used for.',
    fix: ASK_VENDOR,
  },
  CERT_WEAK_KEY: {
    what: 'The key of this certificate is not acceptable: {key}.',
    why: 'RSA keys of 2048 to 8192 bits with a public exponent of 65537 or another large odd number are.',
    fix: ASK_VENDOR,
  },
  CERT_WEAK_SIGNATURE: {
    what: 'This certificate is signed with {algorithm}.',
    why: 'Signatures made with SHA-1 or MD5 can be forged.',
    fix: 'Ask the vendor for a certificate signed with SHA-256 or better.',
  },
  CERT_KEY_TYPE: {
    what: 'This certificate has a key of type {key}.',
    why: 'Microsoft Entra accepts RSA keys for signing in as an application.',
    fix: 'Ask the vendor for a certificate with an RSA key of 2048 bits or more.',
  },
  CERT_EXPIRED: {
    what: 'This certificate expired on {ends}.',
    why: 'Nothing signs in with an expired certificate.',
    fix: 'Ask the vendor for the current certificate.',
  },
  CERT_NOT_YET: {
    what: 'This certificate is valid only from {starts}.',
    why: 'Until then the connector could not sign in.',
    fix: 'Wait until then, or ask the vendor for one that is valid now.',
  },
  CERT_DATES: {
    what: 'The dates of this certificate make no sense: from {starts} to {ends}.',
    why: 'A certificate ends after it begins, and before the year 10000.',
    fix: ASK_VENDOR,
  },
  CERT_TOO_LONG: {
    what: 'This certificate ends {ends}; your tenant allows {longest} at most.',
    why: 'The application management policy of your tenant sets that limit.',
    fix: 'Ask the vendor for a certificate that lives no longer than {longest}.',
  },
  CERT_EXPIRES_SOON: {
    what: 'This certificate expires on {ends}, in {days} days.',
    why: 'The connector stops then unless a new certificate is registered before.',
    fix: 'Ask the vendor for one that lives longer, or go on and renew in time.',
  },
  CERT_USAGE: {
    what: 'The key of this certificate may not be used for signing.',
    why: 'Its key usage leaves out digitalSignature, which signing in needs.',
    fix: 'Ask the vendor for a certificate whose key usage includes digitalSignature.',
  },
  CERT_IS_CA: {
    what: 'This is the certificate of a certificate authority.',
    why: 'Its basic constraints say CA:TRUE. It works, but a key that can issue certificates should not sign in.',
    fix: 'Check with the vendor that this is the certificate of the connector and not of its issuer.',
  },
  CERT_DUPLICATE: {
    what: 'This certificate is in the registration already.',
    why: 'Its thumbprint {thumbprint} is among those registered.',
    fix: 'Nothing to do for this one; give another to add it.',
  },
} as const satisfies FailureTable;
