import { launchBrowser } from './chromium.ts';
import { cardSamples } from '../bot/cards/card-samples.ts';
const t0 = Date.now();
const b = await launchBrowser();
if (!b) throw 1;
const only = process.argv.slice(2);
const ctx = await b.newContext({ viewport: { width: 1000, height: 1600 } });
const page = await ctx.newPage();
page.setDefaultTimeout(8000);
await page.goto('http://localhost:24981/', { waitUntil: 'domcontentloaded' });
await page.getByRole('textbox').first().waitFor();
await page.waitForTimeout(1500);
let i = await page.locator('.ac-adaptiveCard').count();
for (const { name, card } of cardSamples().filter((s) => only.length ? only.includes(s.name) : !s.name.includes('hostile'))) {
  const r = await fetch('http://localhost:24981/_connector/v3/conversations/a:registrar-personal/activities', { method: 'POST', headers: {'content-type':'application/json'}, body: JSON.stringify({ type: 'message', from: { id: '28:registrar', name: 'Registrar' }, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] }) });
  if (!r.ok) { console.log(name, r.status, await r.text()); break; }
  await page.locator('.ac-adaptiveCard').nth(i++).waitFor();
  await page.waitForTimeout(60);
  await page.locator('.ac-adaptiveCard').last().screenshot({ path: `/tmp/bt/shots/card-${name}.png` });
}
console.log(Date.now() - t0);
await page.screenshot({ path: '/tmp/bt/shots/all.png' });

const { readdirSync, readFileSync } = await import('node:fs');
const sets = [/hello|help|connectors|did|list|continued|busy/, /choices$|choices-wrong/, /sign-in|checks/, /plan|approval|by-hand/, /working|needs|cancel/, /proven|handed|declined/];
for (const [k, re] of sets.entries()) {
  const files = readdirSync('/tmp/bt/shots').filter((f) => f.startsWith('card-') && re.test(f.slice(5,-4)) && !/(working|checks|proven|handed-over|cancelled|cancelling|choices|declined|needs-sign-in|needs-you|sign-in|plan|by-hand)-approver|(working|sign-in|checks|choices|plan|by-hand|cancelling|needs-you|handed-over|declined|cancelled)-channel/.test(f));
  const p = await ctx.newPage();
  await p.setViewportSize({ width: 1500, height: 800 });
  await p.setContent('<div style="columns:3;gap:12px;font:12px sans-serif">' + files.map((f) => `<div style="break-inside:avoid;margin-bottom:12px">${f}<br><img style="border:1px solid #999;max-width:100%" src="data:image/png;base64,${readFileSync('/tmp/bt/shots/' + f).toString('base64')}"></div>`).join('') + '</div>');
  await p.screenshot({ path: `/tmp/bt/shots/sheet${k}.png`, fullPage: true });
}
await b.close();
