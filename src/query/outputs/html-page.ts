const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text for an element or a quoted attribute; control characters and direction overrides are shown. */
export function htmlText(text: string): string {
  return text
    .replaceAll(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    )
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? character);
}

const style = `
body{font:14px/1.45 system-ui,sans-serif;margin:1.5rem;color:#1b1f24;background:#fff}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.25rem .7rem;border-bottom:1px solid #d8dee4;text-align:left;vertical-align:top;max-width:60ch;overflow-wrap:anywhere;white-space:pre-wrap}
th{position:sticky;top:0;background:#f3f5f7}
.n{text-align:right;white-space:nowrap}
svg{max-width:100%;height:auto;background:#fff}
footer{margin-top:1rem;color:#57606a;font-size:12px}
@media (prefers-color-scheme:dark){body{color:#e6edf3;background:#0d1117}th{background:#161b22}th,td{border-color:#30363d}footer{color:#8b949e}}
@media print{th{position:static}body{margin:0}}
`;

/** The frame of a page that runs nothing and loads nothing. */
export function htmlPage(title: string, now: Date): { begin: string; end: string } {
  return {
    begin: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${htmlText(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${htmlText(title)}</h1>
`,
    end: `</main>
<footer>Made by easel on ${now.toISOString().slice(0, 19)}Z</footer>
</body>
</html>
`,
  };
}
