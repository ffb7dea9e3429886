// Takes pictures of NiFi's canvas: the root, or one process group, fitted into the view.
//
//   node screenshot.mjs BASE OUT.png [GROUP] [WIDTHxHEIGHT]     (GROUP '' for the root canvas)
//
// BASE   as http://127.0.0.1:8080 (the address without /nifi)
// GROUP  name of a process group, at any depth; left out: the root canvas
//
// Needs puppeteer-core (see screenshot.sh) and a Chromium; CHROMIUM names another than /usr/bin/chromium.
import { createRequire } from 'node:module';
import process from 'node:process';

const require = createRequire(`${process.cwd()}/`);
const { launch } = require('puppeteer-core');

const [base, out, group, size = '2560x1440'] = process.argv.slice(2);
if (!base || !out) {
    console.error('usage: screenshot.mjs BASE OUT.png [GROUP] [WIDTHxHEIGHT]');
    process.exit(2);
}
const [width, height] = size.split('x').map(Number);

async function json(path) {
    const answer = await fetch(`${base}/nifi-api${path}`);
    if (!answer.ok) {
        throw new Error(`${path}: HTTP ${answer.status}`);
    }
    return answer.json();
}

async function find(name, id = 'root') {
    const { processGroupFlow } = await json(`/flow/process-groups/${id}`);
    for (const child of processGroupFlow.flow.processGroups) {
        const found = child.component.name === name ? child.id : await find(name, child.id);
        if (found) {
            return found;
        }
    }
    return null;
}

const id = group ? await find(group) : (await json('/flow/process-groups/root')).processGroupFlow.id;
if (!id) {
    throw new Error(`no process group ${group}`);
}

/** Waits until the canvas has stopped zooming: the same transformation twice, a quarter of a second apart. */
async function settled(page) {
    let before;
    for (;;) {
        const now = await page.$eval('#canvas-container svg g', (node) => node.getAttribute('transform'));
        if (now === before) {
            return;
        }
        before = now;
        await new Promise((done) => setTimeout(done, 250));
    }
}

const browser = await launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--hide-scrollbars'],
    defaultViewport: { width, height },
});
try {
    const page = await browser.newPage();
    await page.goto(`${base}/nifi/#/process-groups/${id}`, { waitUntil: 'networkidle0' });
    await page.waitForSelector('#canvas-container svg');
    await page.waitForSelector('.icon-zoom-fit');
    // the two palettes would hide a corner of the flow
    await page.addStyleTag({ content: 'navigation-control, operation-control { display: none; }' });
    await page.evaluate(() => document.querySelector('.icon-zoom-fit').closest('button').click());
    await settled(page);
    await page.screenshot({ path: out });
} finally {
    await browser.close();
}
