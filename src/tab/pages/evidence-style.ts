/** How the evidence looks, on a screen and on paper; and what lets a page have this style and no other in it. */
import { createHash } from 'node:crypto';

export const EVIDENCE_STYLE = `
body { font: 14px/1.45 'Segoe UI', system-ui, sans-serif; color: #242424; margin: 2rem auto; max-width: 68rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
section { border-top: 1px solid #d1d1d1; padding: 1.25rem 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
dt { color: #616161; }
dd { margin: 0; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin: .75rem 0; table-layout: fixed; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #e0e0e0; padding: .25rem .5rem .25rem 0; overflow-wrap: anywhere; }
th { color: #616161; font-weight: 600; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } section, tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;

/** As a policy names it. */
export const EVIDENCE_STYLE_HASH = `'sha256-${createHash('sha256').update(EVIDENCE_STYLE, 'utf8').digest('base64')}'`;
