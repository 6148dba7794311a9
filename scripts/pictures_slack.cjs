// Draws Slack messages as HTML with slack-blocks-to-jsx. Standard input: JSON list of {question, blocks}; output: a page.
const fs = require("fs");
const React = require("react");
const { renderToStaticMarkup } = require("react-dom/server");
const { Message } = require("slack-blocks-to-jsx");

const style = fs.readFileSync(require.resolve("slack-blocks-to-jsx/dist/style.css"), "utf8");
const logo =
  "data:image/svg+xml;utf8," +
  encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="8" fill="#1f3a4d"/>' +
      '<path d="M10 11h16M10 18h16M10 25h10" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>'
  );
const messages = JSON.parse(fs.readFileSync(0, "utf8"));
const drawn = messages.map(({ question, blocks }) => {
  const message = React.createElement(Message, { blocks, logo, name: "Briefing", time: new Date(2026, 0, 12, 9, 41) });
  const asked = question.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<div class="asked">Only visible to you · <b>${asked}</b></div>` + renderToStaticMarkup(message);
});
// The package draws every divider and context of a message; only the frame of the phone is ours.
process.stdout.write(`<!doctype html><meta charset="utf-8"><style>${style}
html { background: #e9ecef; font-family: Lato, "Noto Sans", sans-serif; }
body { background: #fff; margin: 18px auto 0; padding: 16px 16px 40px; width: 412px; box-sizing: border-box;
  min-height: 100vh; border-radius: 18px 18px 0 0; box-shadow: 0 2px 14px #0003; }
section.slack_blocks_to_jsx > div:last-child { min-width: 0; }
.asked { color: #616061; font-size: 12px; margin: 0 0 8px 44px; }
.slack_blocks_to_jsx button { white-space: nowrap; }
</style><body>${drawn.join("")}`);
