/** `node scripts/icons.ts`: draws the icons of appPackage anew. They are kept in the repository, and a test compares. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { colorIcon, outlineIcon } from './icons/draw.ts';
import { toPng } from './icons/png.ts';
import { SOURCE_FOLDER } from './package/contents.ts';

writeFileSync(join(SOURCE_FOLDER, 'color.png'), toPng(colorIcon()));
writeFileSync(join(SOURCE_FOLDER, 'outline.png'), toPng(outlineIcon()));
