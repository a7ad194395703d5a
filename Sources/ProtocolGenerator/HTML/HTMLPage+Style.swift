extension HTMLPage {
  /// The style of every page: light or dark as the reader's system is, and without the controls on paper.
  static let style = """

    :root {
      color-scheme: light dark;
      --back: #ffffff; --front: #1f2328; --faint: #59636e; --line: #d1d9e0; --panel: #f6f8fa; --link: #0969da;
      --breaking: #b42318; --risky: #8a5a00; --safe: #1a7f37; --note: #6639ba;
      --removed: #ffebe9; --added: #dafbe1;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --back: #0d1117; --front: #e6edf3; --faint: #9198a1; --line: #3d444d; --panel: #151b23; --link: #58a6ff;
        --breaking: #ff8579; --risky: #e3b341; --safe: #56d364; --note: #c297ff;
        --removed: #4a1d20; --added: #12402a;
      }
    }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    html { scroll-padding-top: 5.5rem; }
    body {
      margin: 0 auto; padding: 0 1.25rem 4rem; max-width: 84rem; background: var(--back); color: var(--front);
      font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
    }
    code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.87em; }
    code, td, th, h3 { overflow-wrap: anywhere; }
    a { color: var(--link); text-decoration: none; }
    a:hover { text-decoration: underline; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
    main:focus { outline: none; }
    .skip { position: absolute; left: -100rem; }
    .skip:focus { left: 1rem; top: 0.5rem; z-index: 3; background: var(--back); padding: 0.25rem 0.5rem; }
    header { padding: 1.5rem 0 0.5rem; }
    h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 0.5rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.25rem; margin: 2.25rem 0 0.75rem; padding-bottom: 0.25rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1rem; margin: 0; }
    h4 { font-size: 0.8rem; margin: 0.9rem 0 0.25rem; color: var(--faint); font-weight: 600; }
    p { margin: 0.4rem 0; max-width: 60rem; }
    .faint { color: var(--faint); }
    .facts { display: flex; flex-wrap: wrap; gap: 0.5rem 2rem; margin: 0.75rem 0; padding: 0; list-style: none; }
    .facts strong { display: block; font-size: 1.35rem; line-height: 1.2; }
    #controls {
      position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem;
      padding: 0.6rem 0; background: var(--back); border-bottom: 1px solid var(--line);
    }
    #controls > label[for] { position: absolute; left: -100rem; }
    #query { flex: 1 1 22rem; min-width: 12rem; }
    input, select, button {
      font: inherit; color: inherit; background: var(--panel); border: 1px solid var(--line); border-radius: 6px;
      padding: 0.3rem 0.55rem;
    }
    button { cursor: pointer; }
    fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.75rem; }
    legend { position: absolute; left: -100rem; }
    .box input { accent-color: var(--link); }
    #count { color: var(--faint); min-width: 9rem; }
    .entry {
      border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 6px; padding: 0.75rem 1rem;
      margin: 0 0 0.75rem; content-visibility: auto; contain-intrinsic-size: auto 10rem;
    }
    .entry.breaking { border-left-color: var(--breaking); }
    .entry.risky { border-left-color: var(--risky); }
    .entry.safe { border-left-color: var(--safe); }
    .entry:target { border-color: var(--link); }
    .heading { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.3rem 0.6rem; }
    .badge {
      font-size: 0.75rem; line-height: 1.4; padding: 0 0.5em; border: 1px solid currentColor; border-radius: 1em;
      color: var(--faint); white-space: nowrap;
    }
    .badge.breaking, .badge.deprecated, dt.breaking { color: var(--breaking); }
    .badge.risky, .badge.unstable, dt.risky { color: var(--risky); }
    .badge.safe, dt.safe { color: var(--safe); }
    .badge.experimental { color: var(--note); }
    dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.1rem 1rem; margin: 0.5rem 0; }
    dt { color: var(--faint); }
    dd { margin: 0; }
    .sides { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.75rem; margin-top: 0.6rem; }
    figure { margin: 0; min-width: 0; }
    figcaption { font-size: 0.8rem; color: var(--faint); }
    pre {
      margin: 0.2rem 0 0; padding: 0.5rem 0.75rem; background: var(--panel); border-radius: 6px; overflow-x: auto;
      line-height: 1.45;
    }
    pre span { display: block; min-height: 1.45em; white-space: pre-wrap; overflow-wrap: anywhere; }
    pre .old { background: var(--removed); }
    pre .new { background: var(--added); }
    .page.indexed { display: grid; grid-template-columns: 17rem minmax(0, 1fr); gap: 2rem; }
    nav {
      position: sticky; top: 4rem; align-self: start; max-height: calc(100vh - 4rem); overflow: auto; padding: 1rem 0.25rem;
      font-size: 0.87rem;
    }
    nav h2 { font-size: 0.8rem; margin: 1rem 0 0.25rem; border: 0; padding: 0; color: var(--faint); }
    nav ul { list-style: none; margin: 0; padding: 0; }
    nav li { overflow-wrap: anywhere; padding: 0.05rem 0; }
    table { border-collapse: collapse; width: 100%; margin: 0.5rem 0; font-size: 0.93rem; }
    th, td { text-align: left; vertical-align: top; padding: 0.3rem 0.75rem 0.3rem 0; border-top: 1px solid var(--line); }
    th { font-size: 0.8rem; color: var(--faint); font-weight: 600; }
    td p { margin: 0 0 0.2rem; }
    td.name { width: 24%; }
    td.type { width: 28%; }
    ul.users { list-style: none; margin: 0.25rem 0 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; }
    @media (max-width: 52rem) {
      .page.indexed { display: block; }
      nav { display: none; }
      .sides { grid-template-columns: minmax(0, 1fr); }
      #controls { position: static; }
      html { scroll-padding-top: 0.5rem; }
    }
    @media print {
      :root {
        --back: #ffffff; --front: #000000; --faint: #444444; --line: #bbbbbb; --panel: #f4f4f4; --link: #000000;
        --breaking: #8f1d14; --risky: #6b4600; --safe: #14632b; --note: #4d2b8c; --removed: #ffe5e2; --added: #ddf5e3;
      }
      body { font-size: 10pt; max-width: none; padding: 0; }
      #controls, nav, .skip { display: none !important; }
      .page.indexed { display: block; }
      .entry { content-visibility: visible; break-inside: avoid-page; }
      .entry.long { break-inside: auto; }
    }

    """
}
