/** What the tab's page may load, and who may show it in a frame. */
import { EVIDENCE_STYLE_HASH } from './evidence-style.ts';

/** https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const HOSTS: readonly string[] = [
  'https://*.cloud.microsoft',
  'https://teams.microsoft.com',
  'https://*.teams.microsoft.com',
  'https://*.microsoft365.com',
  'https://*.office.com',
  'https://outlook.office.com',
  'https://outlook.office365.com',
  'https://outlook-sdf.office.com',
  'https://outlook-sdf.office365.com',
];

const FRAMES = `frame-ancestors 'self' ${HOSTS.join(' ')}`;

/** Where teams-js reads which addresses a host may have. */
const TEAMS_LIST = 'https://res.cdn.office.net';

/** Of scripts, styles and pictures, which load nothing when they are opened by themselves. */
export const FILE_POLICY = `default-src 'none'; ${FRAMES}`;

/**
 * Styles are put in by script, into elements that carry the nonce: no other element's style is taken, but that of the
 * evidence, which opens in a window of its own out of this page's memory and keeps to this page's policy there.
 */
export function pagePolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}' ${EVIDENCE_STYLE_HASH}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${TEAMS_LIST}`,
    "form-action 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    FRAMES,
  ].join('; ');
}
