/** The page's style sheet. `light-dark()` follows the reader's system, or the theme button. */
export const style = `
:root{color-scheme:light dark;
--bg:light-dark(#f6f7f9,#0f1216);--card:light-dark(#fff,#171b21);--sunk:light-dark(#f1f3f6,#12161b);
--line:light-dark(#dfe3e8,#2a3038);--strong:light-dark(#c3cad3,#3d4652);
--ink:light-dark(#1b222c,#e6eaf0);--soft:light-dark(#56606d,#9ba6b4);--link:light-dark(#1f5fa8,#7fb4f2);
--pass:light-dark(#1b7a4b,#5cc793);--pass-bg:light-dark(#e2f3ea,#15301f);
--fail:light-dark(#b3261e,#ff8f86);--fail-bg:light-dark(#fdeae8,#3a1715);--fail-solid:light-dark(#b3261e,#c2362d);
--warn:light-dark(#865800,#e8b754);--warn-bg:light-dark(#fdf2d9,#33270d);
--untestable:light-dark(#6543a8,#b89cf0);--untestable-bg:light-dark(#f0eafb,#271d3d);
--error:light-dark(#9a1f5c,#f58fc0);--error-bg:light-dark(#fce8f1,#381428);
--info:light-dark(#2a5d93,#84b6e8);--info-bg:light-dark(#e6f0fa,#132638);
--na:light-dark(#5d6672,#949eab);--na-bg:light-dark(#eceff2,#20262d);
--deny:light-dark(#5a6675,#9aa7b6);--deny-bg:light-dark(#e9edf2,#222932);
--sans:"Inter var",Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;
--mono:ui-monospace,"SF Mono","Cascadia Code",Menlo,Consolas,"DejaVu Sans Mono",monospace}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:8.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 var(--sans);overflow-wrap:anywhere}
h1,h2,h3,h4,h5,p,dl,dd,ul,figure{margin:0}h1,h2,h3,h4{line-height:1.25;text-wrap:balance;letter-spacing:-.012em}
a{color:var(--link)}code,pre{font-family:var(--mono);font-size:.86em}
:focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:3px}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;z-index:9;background:var(--card);padding:.3rem .8rem}
.wrap{max-width:1180px;margin:0 auto;padding:0 1.5rem}
.top{position:sticky;top:0;z-index:5;background:color-mix(in srgb,var(--card) 94%,transparent);backdrop-filter:blur(8px);border-bottom:1px solid var(--line)}
.top .wrap{display:flex;flex-wrap:wrap;align-items:center;gap:.55rem 1.1rem;padding-block:.6rem}
.brand{font-weight:700;letter-spacing:-.02em;font-size:1.05rem;display:flex;align-items:center;gap:.5rem;color:var(--ink);text-decoration:none}
.brand svg{width:20px;height:20px;fill:none;stroke:var(--pass);stroke-width:2.2;stroke-linecap:round;stroke-linejoin:round}
.tabs{display:flex;flex-wrap:wrap;gap:.15rem;flex:1}
.tabs a{display:flex;align-items:center;gap:.4rem;padding:.25rem .65rem;border-radius:6px;color:var(--soft);text-decoration:none;font-size:.9rem;white-space:nowrap}
.tabs a:hover{background:var(--sunk);color:var(--ink)}.tabs a[aria-current=true]{background:var(--na-bg);color:var(--ink);font-weight:600}
.filters{display:flex;flex-wrap:wrap;align-items:center;gap:.4rem;flex-basis:100%}.filters[hidden]{display:none}
.filters button,.filters select,.filters input,.theme{font:inherit;font-size:.84rem;color:var(--ink);background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.2rem .6rem;min-height:1.9rem}
.filters input{flex:1 1 12rem;max-width:22rem}.filters button,.theme{cursor:pointer}.filters button:hover,.theme:hover{border-color:var(--strong)}
.filters button[aria-pressed=true]{background:var(--ink);border-color:var(--ink);color:var(--card)}
.filters button b{font-variant-numeric:tabular-nums;font-weight:600;margin-left:.3rem;opacity:.75}
.filters output{font-size:.84rem;color:var(--soft);margin-left:auto}
main.wrap{padding-block:1.8rem 3rem}
.hero{display:flex;flex-wrap:wrap;gap:.4rem 1rem;align-items:baseline;margin-bottom:1.4rem}
.hero h1{font-size:1.75rem}.hero p{color:var(--soft);flex-basis:100%}
.pill{display:inline-flex;align-items:center;gap:.45em;font-size:.82rem;font-weight:600;border-radius:99px;padding:.16rem .75rem;white-space:nowrap;letter-spacing:0}
.pill::before{content:"";width:.55em;height:.55em;border-radius:50%;background:currentColor}
.pill.conformant{color:var(--pass);background:var(--pass-bg)}.pill.non-conformant{color:var(--fail);background:var(--fail-bg)}
.pill.incomplete{color:var(--untestable);background:var(--untestable-bg)}.pill.error{color:var(--error);background:var(--error-bg)}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px}
.scroll{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9rem}th{font-weight:600;text-align:left}
.overview{width:100%;white-space:nowrap}:root[data-one=true] .run{margin-top:0;padding-top:0;border-top:0}.overview th,.overview td{padding:.55rem .8rem;border-top:1px solid var(--line);text-align:right}
.overview thead th{border:0;color:var(--soft);font-size:.78rem;font-weight:600}.overview th:first-child,.overview td:nth-child(2){text-align:left}
.overview td.zero{color:var(--na)}.overview td.fail{color:var(--fail);font-weight:600}.overview td.bar-cell{width:22%;min-width:8rem}
.overview td.warn{color:var(--warn);font-weight:600}.overview td.untestable{color:var(--untestable);font-weight:600}.overview td.error{color:var(--error);font-weight:600}
.bar{display:block;width:100%;height:8px;border-radius:4px;background:var(--na-bg)}
svg .pass{fill:var(--pass)}svg .fail{fill:var(--fail)}svg .warn{fill:var(--warn)}svg .untestable{fill:var(--untestable)}svg .error{fill:var(--error)}svg .info{fill:var(--info)}svg .not-applicable{fill:var(--strong)}
.all+.run,.run+.run{margin-top:2.8rem;padding-top:2.4rem;border-top:1px solid var(--line)}[hidden]{display:none!important}
.run>header h2{font-size:1.4rem;display:flex;flex-wrap:wrap;gap:.4rem .9rem;align-items:center}
.meta{display:flex;flex-wrap:wrap;gap:.15rem 1.3rem;color:var(--soft);font-size:.88rem;margin:.35rem 0 1rem}
.tally{padding:1rem 1.2rem}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(6.4rem,1fr));gap:.6rem 1rem;padding:0;list-style:none;margin-bottom:.9rem}
.tiles b{display:block;font-size:1.55rem;line-height:1.15;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:-.02em}.tiles span{font-size:.8rem;color:var(--soft)}
.tiles .zero b{color:var(--na);font-weight:400}.tiles .pass b{color:var(--pass)}.tiles .fail:not(.zero) b{color:var(--fail)}.tiles .warn:not(.zero) b{color:var(--warn)}.tiles .untestable:not(.zero) b{color:var(--untestable)}.tiles .error:not(.zero) b{color:var(--error)}
.part{margin-top:1.9rem}.part>h3{font-size:1.08rem;margin-bottom:.2rem}.part>.lead{color:var(--soft);font-size:.88rem;margin-bottom:.8rem;max-width:75ch}
.badge{display:inline-block;min-width:4.6em;text-align:center;font-size:.72rem;font-weight:650;letter-spacing:.02em;border-radius:5px;padding:.12rem .5rem;white-space:nowrap}
.badge.pass{color:var(--pass);background:var(--pass-bg)}.badge.fail{color:#fff;background:var(--fail-solid)}.badge.warn{color:var(--warn);background:var(--warn-bg)}.badge.untestable{color:var(--untestable);background:var(--untestable-bg)}.badge.error{color:var(--error);background:var(--error-bg)}.badge.info{color:var(--info);background:var(--info-bg)}.badge.not-applicable{color:var(--na);background:var(--na-bg)}
.dot{flex:none;display:inline-block;width:.6rem;height:.6rem;border-radius:50%}.dot.pass{background:var(--pass)}.dot.fail{background:var(--fail)}.dot.warn{background:var(--warn)}.dot.untestable{background:var(--untestable)}.dot.error{background:var(--error)}.dot.info{background:var(--info)}.dot.not-applicable{background:var(--strong)}
.all-well{padding:.9rem 1.2rem;background:var(--pass-bg);color:var(--pass);border-radius:8px;font-weight:500}
.finding{background:var(--card);border:1px solid var(--line);border-radius:10px;margin-bottom:.8rem;overflow:clip}
.finding:target,.rule:target{outline:2px solid var(--link);outline-offset:1px}
.finding>header{display:grid;grid-template-columns:auto 1fr;gap:.1rem .8rem;align-items:center;padding:.85rem 1.1rem .75rem}.finding h4{font-size:1rem}
.finding .id,.finding .cites{grid-column:2}.finding .id{display:flex;flex-wrap:wrap;gap:.1rem .9rem;color:var(--soft);font-size:.84rem}.finding .id code{color:var(--ink)}
.cites,.grounds{font-size:.84rem;color:var(--soft)}.cites b,.grounds b{color:var(--ink);font-weight:600}
.sep{margin:0 .45em;color:var(--strong)}
summary{cursor:pointer;list-style:none}summary::-webkit-details-marker{display:none}
.case{border-top:1px solid var(--line)}.case>summary{display:flex;align-items:baseline;gap:.6rem;padding:.5rem 1.1rem}.case>summary:hover,.rule-head:hover{background:var(--sunk)}
.case>summary::after,details.rule>summary::after,.exchange>summary::after,.fold>summary::after{content:"";flex:none;width:.42rem;height:.42rem;border:solid var(--soft);border-width:0 1.6px 1.6px 0;transform:rotate(-45deg);margin-left:auto;align-self:center}
.case[open]>summary::after,details.rule[open]>summary::after,.exchange[open]>summary::after,.fold[open]>summary::after{transform:rotate(45deg)}
.case-name{font-weight:550}.case-observed{color:var(--soft);font-size:.87rem;flex:1}.case[open] .case-observed{visibility:hidden}
.case>:not(summary){margin:0 1.1rem .7rem}.note{font-size:.83rem;color:var(--soft)}
.compare{display:grid;grid-template-columns:1fr 1fr;gap:.6rem}.compare div{background:var(--sunk);border-radius:7px;padding:.5rem .8rem;border-left:3px solid var(--strong)}
.compare .fail{background:var(--fail-bg);border-color:var(--fail)}.compare .warn{background:var(--warn-bg);border-color:var(--warn)}.compare .untestable{background:var(--untestable-bg);border-color:var(--untestable)}.compare .error{background:var(--error-bg);border-color:var(--error)}
dt{font-size:.76rem;color:var(--soft);font-weight:600}dd{font-weight:500}
.exchange{border:1px solid var(--line);border-radius:7px;margin-top:.45rem;background:var(--card)}
.exchange>summary{display:flex;flex-wrap:wrap;align-items:center;gap:.15rem .75rem;padding:.34rem .75rem;font-size:.87rem}.exchange .seq,.exchange .role,.exchange .who{color:var(--soft);font-variant-numeric:tabular-nums}
.exchange .role{min-width:4.2em}.exchange .who{font-size:.82rem}
.status{font:600 .8rem var(--mono);border-radius:4px;padding:.05rem .4rem;background:var(--na-bg)}.s2{color:var(--pass);background:var(--pass-bg)}.s3{color:var(--info);background:var(--info-bg)}.s4{color:var(--warn);background:var(--warn-bg)}.s5,.status.none{color:var(--error);background:var(--error-bg)}
.wire{display:grid;grid-template-columns:1fr 1fr;border-top:1px solid var(--line)}.wire section{min-width:0;padding:.55rem .75rem}.wire section+section{border-left:1px solid var(--line)}
h5{font-size:.76rem;color:var(--soft);font-weight:600;margin-bottom:.2rem}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere;max-height:24rem;overflow-y:auto;font-size:.8rem;line-height:1.5}pre b{font-weight:500;color:var(--soft)}
mark{background:var(--info-bg);color:var(--info);border-radius:3px;padding:0 .15em}
.facts{font-size:.8rem;color:var(--soft);padding:.3rem .75rem;border-top:1px solid var(--line)}
.curl{background:var(--sunk);border-top:1px solid var(--line);padding:.5rem .75rem;border-radius:0 0 7px 7px;position:relative}
.copy{position:absolute;top:.35rem;right:.4rem;font:600 .74rem var(--sans);color:var(--soft);background:var(--card);border:1px solid var(--line);border-radius:5px;padding:.1rem .5rem;cursor:pointer}
.matrix{border-collapse:separate;border-spacing:2px;background:var(--card);padding:.6rem;border:1px solid var(--line);border-radius:10px}
.matrix caption{text-align:left;color:var(--soft);font-size:.88rem;padding-bottom:.5rem;white-space:nowrap}.matrix thead th{vertical-align:bottom;font-size:.8rem;padding:.2rem .3rem;text-align:center}.matrix thead th:first-child{text-align:left}
.matrix.upright thead th span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap;max-height:17rem;text-align:left;line-height:1.15}
.matrix .path{font-weight:500;padding-right:.9rem;vertical-align:top;white-space:nowrap;position:sticky;left:0;background:var(--card)}.matrix .method{font:500 .78rem var(--mono);color:var(--soft);padding-right:.5rem}
.matrix tr.first>*{border-top:5px solid transparent;background-clip:padding-box}.matrix tr.first>td.c.warn,.matrix tr.first>td.c.none{border-top:0}.matrix tbody tr:hover .method{color:var(--ink)}
.c{min-width:2.3rem;height:1.65rem;text-align:center;border-radius:4px;font:650 .86rem/1 var(--sans);font-style:normal}td.c{position:relative;padding:0}td.c a{position:absolute;inset:0;border-radius:4px}
.c.allow::before{content:"✓"/""}.c.deny::before{content:"–"/""}.c.pass.allow{background:var(--pass-bg);color:var(--pass)}.c.pass.deny{background:var(--deny-bg);color:var(--deny)}
.c.fail{background:var(--fail-solid);color:#fff}.c.fail.allow::before{content:"⊘"/""}.c.fail.deny::before{content:"✗"/""}
.c.warn{background:var(--warn-bg);color:var(--warn);box-shadow:inset 0 0 0 1.5px var(--warn)}.c.warn::before{content:"!"/""}
.c.untestable,.c.error{background:repeating-linear-gradient(135deg,var(--untestable-bg) 0 5px,var(--card) 5px 9px);color:var(--untestable)}.c.untestable::before,.c.error::before{content:"?"/""}.c.error{color:var(--error)}
.c.none,.c.info,.c.not-applicable{color:var(--na);box-shadow:inset 0 0 0 1px var(--line)}.c.assumed,.c.open{outline:1.5px dashed color-mix(in srgb,currentColor 60%,transparent);outline-offset:-3px}
.c.fail.assumed,.c.fail.open{outline-color:#fff}
.legend{display:flex;flex-wrap:wrap;gap:.35rem 1.3rem;list-style:none;padding:0;margin-top:.7rem;font-size:.82rem;color:var(--soft)}.legend li{display:flex;align-items:center;gap:.45rem}.legend .c{display:inline-grid;place-items:center;height:1.4rem}.key{width:24px;height:10px}
.panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20.5rem),1fr));gap:.8rem}
figure{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:.75rem .9rem}figcaption{display:flex;justify-content:space-between;gap:.8rem;font-size:.86rem;margin-bottom:.3rem}figcaption span{color:var(--soft)}
figure svg{display:block;width:100%;height:auto}svg text{font:10px var(--sans);fill:var(--soft)}path{fill:none;stroke-width:1.6;stroke-linejoin:round}path.grid{stroke:var(--line);stroke-width:1}path.limit{stroke:var(--strong);stroke-dasharray:4 3}path.remaining{stroke:var(--info);stroke-width:2}circle.refused{fill:var(--fail-solid);stroke:var(--card)}
.probe{padding:1rem 1.1rem;margin-bottom:1rem}.probe>*+*{margin-top:.6rem}path.series{stroke-width:1.8}.s-0{stroke:var(--info)}.s-1{stroke:var(--pass)}.s-2{stroke:var(--warn)}.s-3{stroke:var(--untestable)}.s-4{stroke:var(--error)}.s-5{stroke:var(--fail)}.s-6{stroke:var(--strong);stroke-dasharray:5 3}.s-7{stroke:var(--info);stroke-dasharray:2 3}path.bars{stroke:none}path.bars.accepted{fill:var(--pass)}path.bars.refused{fill:var(--warn)}path.bars.limited{fill:var(--strong)}path.bars.filler{fill:var(--line)}path.bars.broken{fill:var(--fail-solid)}
.family{margin-bottom:1rem;background:var(--card);border:1px solid var(--line);border-radius:10px;overflow:clip}.family>h4{padding:.6rem 1.1rem;background:var(--sunk);font-size:.92rem}.family>h4::first-letter{text-transform:uppercase}.family>h4 span{font-weight:400;color:var(--soft);margin-left:.5rem;letter-spacing:0}
.rule{border-top:1px solid var(--line)}.rule-head{display:flex;align-items:center;gap:.8rem;padding:.42rem 1.1rem;color:inherit;text-decoration:none}
.what{flex:1;min-width:0;display:flex;flex-wrap:wrap;gap:0 .8rem;align-items:baseline}.what code{color:var(--soft);font-size:.8rem}.level,.count{color:var(--soft);font-size:.8rem;white-space:nowrap}.level{width:4em}.count{width:5.2em;text-align:right;font-variant-numeric:tabular-nums}
div.rule .rule-head::after{content:"↑";width:.6rem;color:var(--soft);text-align:center}
.rule-body{padding:.3rem 1.1rem .9rem}.rule-body>*+*{margin-top:.5rem}
.cases{width:100%}.cases td:first-child,.cases thead th:first-child:has(.sr){width:1.5rem}.cases th,.cases td{padding:.25rem .7rem .25rem 0;border-top:1px solid var(--line);vertical-align:top;font-size:.86rem}.cases thead th{border:0;color:var(--soft);font-size:.76rem}.cases tbody th{font-weight:500}
.fold{background:var(--card);border:1px solid var(--line);border-radius:10px}.fold>summary{display:flex;padding:.6rem 1.1rem;font-weight:600}.fold>div{padding:0 1.1rem .9rem}
footer.wrap{color:var(--soft);font-size:.84rem;padding-block:1.2rem 2.5rem}footer p{max-width:80ch}
@media(max-width:760px){.wrap{padding-inline:1rem}.top{position:static}html{scroll-padding-top:1rem}.compare,.wire{grid-template-columns:1fr}.wire section+section{border-left:0;border-top:1px solid var(--line)}.level{display:none}.case-observed{display:none}.filters output{margin-left:0}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{.top{position:static}.filters,.theme,.copy{display:none!important}body{background:#fff}.finding,.family,figure{break-inside:avoid}}
`;
