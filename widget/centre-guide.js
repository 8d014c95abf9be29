// Version 166d7831d803. Made from widget/src by "make widget": change it there.
function r(n,t={},...e){let s=document.createElement(n);for(let[i,o]of Object.entries(t))typeof o=="function"?s.addEventListener(i,o):o!==!1&&s.setAttribute(i,o===!0?"":String(o));return s.append(...e),s}function c(n,t,e={}){return r("button",{type:"button",click:t,...e},n)}function v(n){let t=n.getRootNode();return t instanceof ShadowRoot?t.activeElement:null}function D(n){return n.contains(v(n))}function k(n,t){n&&D(n)&&t.focus({preventScroll:!0}),n?.remove()}var K=/https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g,ft=new RegExp(`${K.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`,"g"),mt=/^[•-] /;function gt(n){let t=[],e=n.split(/\n\s*\n/).flatMap(s=>s.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));for(let s of e.filter(i=>i.trim())){let i=t.at(-1);mt.test(s)?Array.isArray(i)?i.push(s.slice(2)):t.push([s.slice(2)]):t.push(s)}return t}function J(n,t){let e=[],s=0;for(let{0:i,index:o}of n.matchAll(t?ft:K))e.push({text:n.slice(s,o)},{text:i,href:xt(i)}),s=o+i.length;return[...e,{text:n.slice(s)}].filter(i=>i.text)}function xt(n){return n.startsWith("https:")?URL.canParse(n)?n:void 0:`tel:${n.replace(" ","")}`}function X(n){let t=J(n,!0).flatMap(({text:e,href:s})=>s?.startsWith("tel:")?[{text:e,href:s}]:[]);return t.filter(({href:e},s)=>t.findIndex(i=>i.href===e)===s)}function y(n,t,e=!1){return J(n,e).map(({text:s,href:i})=>i?bt(s,i,t):s)}function bt(n,t,e){return t.startsWith("tel:")||new URL(t).origin===location.origin?r("a",{href:t},n):r("a",{href:t,target:"_blank",rel:"noopener noreferrer"},`${n} ${e.say("newTab")}`)}function S(n,t){let e=r("span",{class:"whole"},...y(t.say(n),t,n==="safety")),s=r("span",{class:"short"},...y(t.say(`${n}Short`),t,n==="safety"));return[e,s]}function _(n,t,e=!1){let s=gt(n).map(o=>Array.isArray(o)?r("ul",{dir:"auto"},...o.map(a=>r("li",{},...y(a,t,e)))):r("p",{dir:"auto"},...y(o,t,e))),i=s.at(-1);return i?.textContent?.startsWith(t.say("source"))&&(i.className="source muted"),s}var E=class{#e;#t;#s;node=r("div",{class:"alarm",role:"group","aria-labelledby":"alarm",hidden:!0});constructor(t,e,s){this.#e=t,this.#t=e,this.#s=s}show(t){let e=X(t),[s]=e,i=s?this.#e.say("alarm",{number:s.text}):this.#e.say("urgent"),o=c(this.#e.say("alarmClose"),()=>this.#o()),a=e.map(({text:l,href:p})=>this.#i(l,p)),h=r("div",{class:"alarm-head"},r("h3",{id:"alarm"},i),o);this.node.replaceChildren(h,r("div",{class:"calls"},...a)),this.node.hidden=!1}hide(){this.node.hidden=!0}#o(){this.#s.focus({preventScroll:!0}),this.hide(),this.#t()}#i(t,e){let s=this.#e.say("call",{number:t}),i=[r("span",{class:"words"},s),r("span",{class:"number"},t)];return r("a",{class:"call",href:e,"aria-label":s},...i)}};var yt=1e4,T=class{#e;inside=Q();beside=Q();constructor(t){this.#e=t}say(t,e=!1){let s=r("p",{},t),[i,o]=this.#e()?this.inside:this.beside;(e?o:i).append(s),setTimeout(()=>s.remove(),yt)}};function Q(){return[Z("polite"),Z("assertive")]}function Z(n){return r("div",{class:"unseen","aria-live":n,"aria-relevant":"additions"})}var tt=500,et=400,wt=1e3,$=class{#e;#t;#s;constructor(t,e){this.#e=t,this.#t=e,this.box=r("textarea",{id:"box",rows:1,autocomplete:"off",enterkeyhint:"send","aria-describedby":"hint error",input:()=>this.#l(),keydown:i=>this.#o(i)}),this.count=r("p",{class:"muted",hidden:!0}),this.error=r("p",{class:"error",id:"error",hidden:!0});let s=r("button",{class:"main"},t.say("send"));this.form=r("form",{novalidate:!0,submit:i=>this.#i(i)},r("div",{class:"told"},r("label",{for:"box"},t.say("label")),r("p",{id:"hint",class:"hint muted"},...S("hint",t))),this.error,r("div",{class:"row"},this.box,s),this.count)}get text(){return this.box.value}set text(t){this.box.value=t,this.#l()}grow(){this.box.style.height="",this.box.scrollHeight>this.box.clientHeight&&(this.box.style.height=`${this.box.scrollHeight+4}px`)}#o(t){t.key!=="Enter"||t.shiftKey||t.isComposing||(t.preventDefault(),this.form.requestSubmit())}#i(t){t.preventDefault();let e=this.text.trim(),s=this.#h()-tt;if(!e||s>0)return this.#n(e?this.#e.count("over",s):this.#e.say("empty"));this.text="",this.#t.send(e)}#n(t){this.#a(t),this.#t.tell(t),this.box.focus()}#a(t){this.error.textContent=t,this.error.hidden=!t,t&&(this.count.hidden=!0),this.box.setAttribute("aria-invalid",String(!!t))}#l(){this.grow();let t=this.#h(),e=t-tt,s=e>0?this.#e.count("over",e):this.#e.count("left",-e),i=e>0&&!this.error.hidden;this.#a(i?s:""),this.count.textContent=s,this.count.hidden=i||t<et,clearTimeout(this.#s),t>=et&&(this.#s=setTimeout(()=>this.#t.tell(s),wt)),this.#t.typed(this.text)}#h(){return[...this.text.trim()].length}};var m="closed";function F(n){return{id:vt(),text:"",...n}}function vt(){let n=crypto.getRandomValues(new Uint8Array(16)).map((e,s)=>s===6?e&15|64:s===8?e&63|128:e);return Array.from(n,e=>e.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var kt={400:"refused",401:"expired",409:"refused",413:"refused",429:"busy",502:"away",503:"away",504:"away"},d=class n extends Error{constructor(t,e="",s=0){super(t),this.kind=t,this.sentence=e,this.seconds=s}static from(t,e){let s=typeof e?.error=="string"?e.error:"",i=t.status===503&&e?.off?"off":kt[t.status]??"broken";return new n(i,s,St(t.headers.get("Retry-After")))}};function St(n){let t=Number(n??NaN)||(Date.parse(n??"")-Date.now())/1e3||10;return Math.ceil(Math.min(Math.max(t,1),3600))}var A=class{#e;#t;constructor(t){this.#e=`${t.replace(/\/+$/,"")}/webhooks/website`}start(){return this.#s("POST","/sessions",{gives:"token"})}history(t){return this.#s("GET","/messages",{token:t,gives:"messages"})}send(t,{id:e,text:s,button:i,rating:o}){let a=i?{id:e,button:i}:o?{id:e,rating:o}:{id:e,text:s};return this.#s("POST","/messages",{token:t,body:a,gives:"replies"})}end(t){return this.#s("DELETE","/session",{token:t})}cancel(){this.#t?.abort("cancelled")}async#s(t,e,{token:s,body:i,gives:o}){let a=this.#t=new AbortController,h=setTimeout(()=>a.abort("away"),3e4),l={};s&&(l.Authorization=`Bearer ${s}`),i&&(l["Content-Type"]="application/json");let p={method:t,headers:l,body:JSON.stringify(i),signal:a.signal,cache:"no-store"},b,w;try{b=await fetch(this.#e+e,p),w=await b.text()}catch{throw new d(a.signal.reason??"away")}finally{clearTimeout(h)}let f=Et(w);if(!b.ok)throw d.from(b,f);if(o&&!f?.[o])throw new d("broken");return f}};function Et(n){try{return JSON.parse(n)}catch{return null}}var Tt=30,$t=15,At=4,L=class{#e;#t;#s;#o=!1;#i=!1;#n=!1;#a;#l=!1;#h=!1;#d=!1;#r=0;#c;#f=0;constructor(t,e,s){this.#e=t,this.#t=e,this.#s=s,this.#a=!e.token;for(let i of e.unsent)i.failed=i.failed===m&&m;this.#p()}begin(){this.#n=this.#d=!0,this.#p()}add(t){this.#t.keep({unsent:[...this.#t.unsent,t]});let e=this.#u();e>0&&this.#s.failed(t,"busy",Math.ceil(e/1e3)),this.#n=!0,this.#p()}retry(t){let e=this.#t.unsent.find(s=>s.id===t);if(e?.failed){let s=this.#t.unsent.filter(i=>i!==e);this.#t.keep({unsent:[...s,{...e,failed:!1}]})}this.resume()}resume(){this.#r=0,this.#p()}end(){let{token:t,leaving:e}=this.#t;this.#t.keep({token:null,unsent:[],leaving:t?[...e,t]:e}),this.#n=this.#h=!1,this.#a=!0,this.#e.cancel(),this.#p()}stop(){this.#i=!0,clearTimeout(this.#c),this.#e.cancel()}#u(){return this.#f-Date.now()}async#p(){if(this.#o||this.#u()>0)return;this.#o=!0,clearTimeout(this.#c);let t=0;try{for(let e;!t&&(e=this.#T());)t=await this.#m(e)}finally{this.#o=!1}t||=this.#h?$t:0,t&&(this.#c=setTimeout(()=>this.#x(),t*1e3*(1+Math.random()/5)))}#x(){this.#d||=this.#h,this.#p()}async#m(t){try{await t.act()}catch(e){if(!(e instanceof d))throw e;return this.#i?0:this.#k(e,t)}return this.#r=0,this.#s.recovered(),0}#T(){let{token:t,unsent:e,leaving:s}=this.#t,i=e.find(h=>!h.failed),[o]=s;return this.#i?null:this.#n&&!t?{act:()=>this.#b(),message:i,kind:"starts"}:this.#n&&t&&!this.#a?{act:()=>this.#$(t),message:i,kind:"renews"}:this.#n&&t&&i?{act:()=>this.#A(t,i),message:i,kind:"sends"}:o?{act:()=>this.#L(o),kind:"leaves"}:this.#n&&this.#d&&this.#s.watched&&t?{act:()=>this.#y(t),kind:"renews"}:null}async#b(){let{token:t,off:e}=await this.#e.start();this.#t.token||this.#t.keep({token:t}),this.#g(e)}async#$(t){let{messages:e,off:s}=await this.#e.history(t);this.#a||(this.#a=this.#l=!0,this.#s.restored(e),this.#g(s))}async#y(t){let{off:e}=await this.#e.history(t);this.#l=!0,this.#g(e)}async#A(t,e){this.#s.sending(e);try{let{replies:s}=await this.#e.send(t,e);if(!this.#t.unsent.includes(e))return;this.#l=!0,this.#d||=this.#h,this.#v(e),this.#s.settled(),this.#s.answered(e,s)}finally{this.#s.settled()}}async#L(t){try{await this.#e.end(t)}catch(e){if(!(e instanceof d&&["expired","refused"].includes(e.kind)))throw e}this.#t.keep({leaving:this.#t.leaving.slice(1)}),this.#s.left(!0)}#g(t){if(t)return this.#w(t);this.#h&&this.#s.on(),this.#d=this.#h=!1}#w(t){this.#d=!1,this.#h=!0,this.#s.off(t)}#v(t){this.#t.keep({unsent:this.#t.unsent.filter(e=>e.id!==t.id)})}#k({kind:t,sentence:e,seconds:s},{message:i,kind:o}){let a=o==="sends";return t==="cancelled"?0:t==="expired"&&(a?this.#l:o==="renews")?this.#S():i&&a&&t==="refused"?this.#N(i,e):i&&a&&t==="off"?this.#E(i,e):(t==="busy"&&(this.#f=Date.now()+s*1e3),o==="leaves"?this.#s.left(!1):i?this.#s.failed(i,Lt(t),s):this.#s.away(),t==="busy"?s:(this.#r+=1,!i||t==="away"||this.#r<At?Math.min(2**(this.#r-1),Tt):(i.failed=!0,this.#r=0,0)))}#S(){let t=this.#t.unsent.filter(({rating:e})=>!e).map(({id:e,text:s,failed:i})=>({id:e,text:s,failed:i}));return this.#t.keep({token:null,unsent:t}),(this.#l||!this.#a)&&this.#s.expired(t[0]),this.#a=!0,this.#l=!1,0}#N(t,e){return this.#v(t),this.#s.returned(t,e),0}#E(t,e){return t.failed=m,this.#t.keep({}),this.#r=0,this.#w(e),this.#s.failed(t,m,0),this.#s.recovered(),0}};function Lt(n){return n==="busy"?"busy":n==="away"?"notSent":"failed"}var N=class{#e;#t;node=r("div",{class:"ask",hidden:!0});optional=!1;constructor(t,e){this.#e=t,this.#t=e}pose(t,e,...s){let i=r("h3",{tabindex:-1},t),o=r("p",{},e);return this.node.replaceChildren(i,o,r("div",{},...s)),this.node.hidden=!1,this.#t.form.hidden=!0,this.optional=!1,i.focus(),o}confirm(t,e,s){let i=this.#e.say.bind(this.#e),o=c(i(`${t}Yes`),e,{class:"main danger"}),a=c(i("goBack"),()=>this.settle(s),{class:"plain"});this.pose(i(`${t}Ask`),i(`${t}More`),o,a),this.optional=!0}settle(t=this.#t.box){this.optional=!1,this.node.hidden=!0,this.#t.form.hidden=!1,this.#t.grow(),t.focus()}};var Nt=3,Ct=.25,C=class{#e=null;#t=0;constructor(t,e){let s={role:"region","aria-label":t.say("conversation"),tabindex:0};this.node=r("div",{class:"log",...s},e),new ResizeObserver(()=>this.#s()).observe(this.node)}reveal(t){this.#e=t;let e=Nt*parseFloat(getComputedStyle(this.node).fontSize),s=Math.min(e,Ct*this.node.clientHeight);this.node.scrollTop+=t.getBoundingClientRect().top-this.node.getBoundingClientRect().top-s,this.#t=this.node.clientHeight}again(){this.#e&&this.reveal(this.#e)}forget(){this.#e=null}toEnd(){this.node.scrollTop=this.node.scrollHeight}#s(){let t=this.node.clientHeight;this.#t&&t&&(this.node.scrollTop+=this.#t-t),this.#t=t}};var M=class{#e;token=null;unsent=[];leaving=[];draft="";alarm="";open=!1;constructor(t){this.#e=t,Object.assign(this,this.#t())}keep(t){Object.assign(this,t);try{sessionStorage.setItem(this.#e,JSON.stringify(this))}catch{}}#t(){try{return JSON.parse(sessionStorage.getItem(this.#e)??"null")}catch{return null}}};var R=class{constructor(t,e){let s={"aria-expanded":"false","aria-controls":"menu"};this.button=c(t.say("options"),()=>this.#s(!this.opened),s);let i=e.map(([o,a])=>r("li",{},c(t.say(o),()=>this.#e(a))));this.list=r("ul",{id:"menu",class:"menu",role:"list",hidden:!0},...i),this.button.addEventListener("focusout",o=>this.#t(o)),this.list.addEventListener("focusout",o=>this.#t(o))}get opened(){return!this.list.hidden}close(){this.#s(!1),this.button.focus()}#e(t){this.close(),t()}#t({relatedTarget:t}){!(t instanceof Node)||t===this.button||this.list.contains(t)||this.#s(!1)}#s(t){this.list.hidden=!t,this.button.setAttribute("aria-expanded",String(t))}};var O=class{#e;#t;#s;#o={};node=r("div",{class:"notice",hidden:!0});constructor(t,e,s){this.#e=t,this.#t=e,this.#s=s}tell(t,...e){let s=e.join(`
`);s!==(this.#o[t]??"")&&(s&&this.#t.say(s),this.#o[t]=s,this.#i(Object.values(this.#o).flatMap(i=>i.split(`
`))))}clear(){this.#o={},this.#i([])}#i(t){D(this.node)&&this.#s.focus({preventScroll:!0});let e=t.filter(s=>s.trim());this.node.replaceChildren(...e.map(s=>r("p",{dir:"auto"},...y(s,this.#e,!0)))),this.node.hidden=!e.length}};var st="http://www.w3.org/2000/svg",Mt="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z",I=class{#e;#t;constructor(t,e){this.#e=t,this.#t=r("span",{},t),this.button=c(Rt(),e,{class:"launcher","aria-haspopup":"dialog"}),this.button.append(this.#t)}badge(t){this.#t.textContent=t?`${this.#e} (${t})`:this.#e,this.button.classList.toggle("tells",!!t)}};function Rt(){let n=document.createElementNS(st,"svg"),t=document.createElementNS(st,"path");return n.setAttribute("viewBox","0 0 24 24"),n.setAttribute("aria-hidden","true"),t.setAttribute("d",Mt),n.append(t),n}var g="#212b32",u="#ffffff",z="#005eb8";function P(n=z){let t=/^#[\da-f]{6}$/i.test(n)?n:z,e=[u,g].find(s=>Ot(t,s)>=4.5);return e?{colour:t,text:e,accent:e===u?t:g}:P(z)}function Ot(n,t){let[e,s]=[it(n),it(t)];return(Math.max(e,s)+.05)/(Math.min(e,s)+.05)}function it(n){return U(n,1)*.2126+U(n,3)*.7152+U(n,5)*.0722}function U(n,t){let e=parseInt(n.slice(t,t+2),16)/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var G="(max-width: 40em), (max-height: 30em)",x="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);",It=`
:host {
  --ink: ${g}; --paper: ${u}; --page: #f0f4f5; --muted: #4c6272; --line: #d8dde0; --edge: #4c6272; --wrong: #d5281b;
  all: initial; display: block;
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
section {
  all: initial; display: block; color: var(--ink); overflow-wrap: anywhere;
  font: medium/1.5 "Frutiger W01", Frutiger, Arial, sans-serif;
}
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; }
h2, h3, label, strong { font-weight: 600; }
ol, ul[role] { list-style: none; }

button {
  min-width: 44px; min-height: 44px; padding: 8px 12px; border: 2px solid transparent; border-radius: 4px;
  background: none; color: inherit; font: inherit; line-height: 1.25; text-align: start; cursor: pointer;
}
a { color: var(--accent); padding: 14px 10px; margin-inline: -10px; background-clip: content-box; }
[href^="tel:"] { white-space: nowrap; }
:focus { outline: 4px solid transparent; }

.unseen { ${x} white-space: pre-line; }
.muted { color: var(--muted); }

.launcher {
  position: fixed; z-index: 2147483000; right: 24px; bottom: 24px; display: flex; align-items: center; gap: 8px;
  max-width: calc(100vw - 48px); padding: 12px 24px; border-radius: 32px; font-weight: 600;
  background: var(--colour); color: var(--text); box-shadow: 0 2px 8px #0006;
}
.launcher:hover { text-decoration: underline; text-underline-offset: 4px; }
.launcher svg { width: 24px; height: 24px; flex: none; fill: currentColor; }
.left .launcher { right: auto; left: 24px; }

dialog {
  position: fixed; z-index: 2147483000; inset: auto 24px 16px auto; flex-direction: column; container-type: size;
  width: 25em; max-width: none; height: min(52em, 100vh - 32px); max-height: none; margin: 0; padding: 0; overflow-y: auto; scroll-padding-block: 5em 6em;
  border: 1px solid var(--edge); border-radius: 4px; background: var(--page); color: inherit; box-shadow: 0 4px 24px #0005;
}
.left dialog { inset: auto auto 16px 24px; }
dialog[open] { display: flex; }
dialog > * { flex: none; }

.top { position: sticky; z-index: 1; top: 0; }
header {
  position: relative; z-index: 1; display: flex; flex-wrap: wrap; align-items: center;
  background: var(--colour); color: var(--text);
}
h2 { flex: 1; padding: 4px 16px; }
header > button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
header > :last-child { margin-inline-end: 4px; }
header > button:hover { text-decoration-thickness: 3px; }
.safety {
  order: 1; flex: 1 0 100%; padding: 6px 16px; border-bottom: 1px solid var(--line);
  background: var(--paper); color: var(--ink);
}
.menu {
  position: absolute; top: 100%; inset-inline: 0; max-height: calc(100cqh - 100% - 8px); overflow-y: auto;
  background: var(--paper); border-bottom: 1px solid var(--edge); box-shadow: 0 8px 16px #0003;
}
.menu button { width: 100%; padding: 8px 16px; color: var(--accent); text-decoration: underline; }
.menu li + li { border-top: 1px solid var(--line); }

.folded .whole, dialog:not(.folded) .short { display: none; }

.alarm { border: 2px solid #d5281b; background: var(--paper); }
.alarm-head { display: flex; align-items: center; padding-inline: 14px 4px; background: #d5281b; color: ${u}; }
.alarm h3 { flex: 1; font-size: 1.25em; }
.alarm button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
.calls { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 14px; }
.call {
  flex: 1 0 auto; margin: 0; padding: 10px 14px; border: 2px solid var(--ink); border-radius: 4px; background-clip: border-box;
  color: var(--ink); font-size: 1.125em; font-weight: 600; text-align: center; text-decoration: none;
}
.call:first-child { border-color: #d5281b; background-color: #d5281b; color: ${u}; }
.call:hover { text-decoration: underline; text-underline-offset: 4px; }
.number { display: none; }

.log {
  position: relative; flex: 1 1 0; min-height: 6em; padding: 12px 16px;
  overflow-y: auto; scroll-padding: 12px; overscroll-behavior: contain;
}
.messages { display: grid; gap: 12px; }
.messages > li { justify-self: start; max-width: 100%; }
.messages h3 { margin-bottom: 2px; font-weight: 400; }
.said { padding: 8px 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); }
.said > * + * { margin-top: 8px; }
.said ul { padding-inline-start: 20px; list-style: disc; }
.said li + li { margin-top: 4px; }
.said p { white-space: pre-line; }
.messages > .visitor { justify-self: end; max-width: 90%; }
.visitor h3 { text-align: end; }
.visitor .said {
  width: fit-content; margin-inline-start: auto; border-color: var(--colour);
  background: var(--colour); color: var(--text);
}
.visitor .note { text-align: end; }
.urgent .said { border: 2px solid #d5281b; }
.urgent strong { display: block; margin: -8px -12px 0; padding: 6px 12px; background: #d5281b; color: ${u}; }
.aside { padding-inline-start: 16px; border-inline-start: 4px solid var(--edge); }
.note { margin-top: 4px; }
.note.wrong { color: var(--wrong); font-weight: 600; }
.note button { color: var(--accent); text-decoration: underline; padding: 8px; font-weight: 400; }
.choices { display: grid; gap: 4px; margin-top: 8px; justify-items: start; }
.choices button { border-color: var(--accent); background: var(--paper); color: var(--accent); }
.choices button:hover, .rating button:hover { background: var(--line); color: var(--ink); }
.rating { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; margin-top: 4px; }
.rating button { border-color: var(--edge); background: var(--paper); text-align: center; }

.typing { display: flex; align-items: center; gap: 8px; }
.typing::before { content: ""; width: 12px; height: 12px; border: 2px solid; border-radius: 50%; background: currentColor; }

.notice, .ask, form { padding: 8px 16px; border-top: 1px solid var(--line); background: var(--paper); }
.notice { flex: 0 1 auto; min-height: 3em; max-height: 25cqh; overflow-y: auto; border-inline-start: 8px solid var(--edge); }
.notice > * + * { margin-top: 8px; }
.ask > * + * { margin-top: 8px; }
.ask div { display: flex; flex-wrap: wrap; gap: 8px 16px; }
form { position: sticky; bottom: 0; padding-bottom: 12px; }
.told { display: flex; flex-wrap: wrap; gap: 0 8px; }
dialog:not(.folded) .hint { flex: 1 0 100%; }
.row { display: flex; align-items: flex-end; gap: 8px; margin-top: 4px; }
textarea {
  flex: 1; min-width: 0; min-height: 48px; max-height: min(148px, 30cqh); padding: 8px; border: 2px solid var(--edge);
  border-radius: 4px; background: var(--paper); color: inherit; font: inherit; resize: none;
}
textarea:focus {
  outline-color: #ffeb3b; outline-offset: 0; border-color: var(--ink); box-shadow: inset 0 0 0 2px var(--ink);
}
textarea[aria-invalid="true"]:not(:focus) { border-color: var(--wrong); }
.error { color: var(--wrong); font-weight: 600; }
.main { margin-bottom: 4px; background: #007f3b; color: ${u}; font-weight: 600; box-shadow: 0 4px #00401e; }
.main:hover { background: #00662f; }
.danger { background: #d5281b; box-shadow: 0 4px #6b140e; }
.danger:hover { background: #aa2016; }
.plain { border-color: var(--accent); color: var(--accent); }

:is(button, a, h2, h3, p):focus:focus-visible {
  background-color: #ffeb3b; color: ${g}; border-color: transparent; box-shadow: 0 4px ${g}; outline-offset: -4px;
}
a:focus:focus-visible { box-shadow: none; text-decoration-thickness: 4px; }
:is(li, .log):focus-visible { box-shadow: inset 0 0 0 4px #ffeb3b, inset 0 0 0 6px ${g}; outline-offset: -4px; }

@media (prefers-reduced-motion: no-preference) {
  .typing::before { animation: pulse 1s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 0.2; } }
}
@media ${G} {
  dialog, .left dialog {
    inset: 0; width: 100%; height: var(--viewport, 100dvh); border: 0; border-radius: 0; box-shadow: none;
  }
  .launcher { right: 16px; bottom: 16px; }
  .left .launcher { left: 16px; }
}
@media (max-height: 30em) {
  .launcher:not(.tells) { padding: 10px; }
  .launcher:not(.tells) span { ${x} }
}
/* So much is magnified that a corner of the screen is a good part of it: the launcher stands at the page's end. */
@media (max-height: 20em) {
  section .launcher { position: static; margin: 16px; padding: 12px 24px; }
  section .launcher span { position: static; width: auto; height: auto; clip-path: none; }
}
@container (max-height: 30em) {
  .whole { display: none; }
  dialog:not(.folded) .short { display: inline; }
  dialog:not(.folded) .hint { flex: none; }
  .safety { padding-block: 2px; }
  .log { min-height: 3em; }
  form { padding-block: 4px 8px; }
}
@container (min-width: 36em) and (max-height: 30em), (max-height: 15em) {
  header { flex-wrap: nowrap; }
  header a { color: inherit; }
  .safety { order: 0; flex: none; border: 0; background: none; color: inherit; }
}
@container (max-height: 24em) {
  .alarm { display: flex; align-items: center; border-width: 4px 0; }
  .alarm-head { order: 1; padding: 0; background: none; color: inherit; }
  .alarm h3 { ${x} }
  .calls { flex: 1; flex-wrap: nowrap; gap: 4px; padding: 2px 8px; }
  .call { padding: 8px; font-size: 1em; }
}
@container (max-width: 36em) and (max-height: 24em) {
  .words { ${x} }
  .number { display: inline; }
}
@container (max-height: 20em) {
  .hint { ${x} }
}
@container (min-height: 15em) and (max-height: 20em) {
  .top:has(> .alarm:not([hidden])) .safety { display: none; }
}
@container (max-height: 15em) {
  .log, .ask, form { order: 1; }
  .told { ${x} }
}
@container (max-width: 36em) and (max-height: 15em) {
  h2 { ${x} }
  .safety { flex: 1; line-height: 1.25; }
  .safety a { padding-block: 0; }
}
@media (forced-colors: active) {
  .launcher, dialog, button { border: 2px solid; }
  :focus-visible { outline-color: Highlight; }
  .launcher svg { fill: ButtonText; }
  .typing::before { background: CanvasText; }
}
@media print {
  section, button, .alarm, .choices, .rating, .typing, .notice, .ask, form { display: none !important; }
  :host([data-printing]) section { display: block !important; }
  dialog[open] {
    position: absolute; inset: 0 0 auto; display: block; container-type: normal; width: auto; height: auto; overflow: visible;
    border: 0;
  }
  .log { overflow: visible; }
  .messages { display: block; }
  .messages > li { max-width: none; margin-bottom: 16px; break-inside: avoid; }
  .said, header { background: none !important; color: inherit !important; }
}
`;function nt({colour:n,text:t,accent:e}){return[Y(It),Y(`:host { --colour: ${n}; --text: ${t}; --accent: ${e}; }`)]}function Y(n){let t=new CSSStyleSheet;return t.replaceSync(n),t}var q=class{#e;#t;#s=matchMedia(G);#o;#i;#n;constructor(t,e,s,i){this.#e=e,this.#t=s;let{menu:o,alarm:a,log:h,notices:l,decision:p,composer:b,announcer:w}=e,f=t.say("title");this.#o=new I(f,()=>this.open()),this.#i=r("h2",{id:"title",tabindex:-1},f);let ht=r("p",{id:"safety",class:"safety"},...S("safety",t)),lt=c(t.say("close"),()=>this.close()),ct=r("header",{},this.#i,ht,o.button,o.list,lt),dt=[r("div",{class:"top"},ct,a.node),h.node,l.node,p.node,b.form,...w.inside];this.#n=r("dialog",{"aria-labelledby":"title","aria-describedby":"safety"},...dt);let{language:ut,direction:pt}=t;this.frame=r("section",{lang:ut,dir:pt,"aria-label":f}),this.frame.append(this.#o.button,this.#n,...w.beside),this.#a(i)}get opened(){return this.#n.open}get roomy(){return!this.#s.matches}open(){if(this.opened)return;this.show();let{form:t,box:e}=this.#e.composer;(this.roomy&&!t.hidden?e:this.#i).focus()}show(){this.#o.button.hidden=!0,this.badge(""),this.#l(),this.#e.composer.grow(),this.#e.log.again(),this.#t(!0)}close(){this.opened&&this.#n.close(),this.#r()}badge(t){this.#o.badge(t)}fold(t){this.#n.classList.toggle("folded",t)}#a(t){this.#n.addEventListener("keydown",e=>e.key==="Escape"&&this.#c(e)),this.#n.addEventListener("cancel",e=>this.#c(e)),this.#n.addEventListener("close",()=>this.#r()),this.#s.addEventListener("change",()=>this.#h(),{signal:t}),visualViewport?.addEventListener("resize",()=>this.#d(),{signal:t})}#l(){this.#d(),this.#s.matches?this.#n.showModal():this.#n.open=!0}#h(){if(!this.opened||this.#n.matches(":modal")===this.#s.matches)return;let t=v(this.#n);this.#n.close(),this.#l(),t?.focus(),this.#e.composer.grow()}#d(){!visualViewport||visualViewport.scale>1?this.#n.style.removeProperty("--viewport"):this.#n.style.setProperty("--viewport",`${visualViewport.height}px`)}#r(){this.opened||!this.#o.button.hidden||(this.#o.button.hidden=!1,this.#o.button.focus(),this.#t(!1))}#c(t){t.preventDefault();let{menu:e,decision:s}=this.#e;e.opened?e.close():s.optional?s.settle(e.button):this.close()}};var Yt=`@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body :not(centre-guide, :has(centre-guide)) { display: none !important; }
}`;function ot(n){let t=Y(Yt);document.adoptedStyleSheets=[...document.adoptedStyleSheets,t],n.toggleAttribute("data-printing",!0);let e=()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.filter(s=>s!==t),n.removeAttribute("data-printing")};addEventListener("afterprint",e,{once:!0}),print()}var qt=1e4;function rt(n,t){let e=new Date().toLocaleString(t.language,{dateStyle:"long",timeStyle:"short"}),s=`${t.say("title")}
${e}

${n}`,i=URL.createObjectURL(new Blob([s],{type:"text/plain;charset=utf-8"}));r("a",{href:i,download:t.say("file")}).click(),setTimeout(()=>URL.revokeObjectURL(i),qt)}function at({text:n,kind:t,buttons:e=[]},s){let i=[n.replace(/^[•-] /gm,"")];return t==="urgent"&&i.unshift(`${s.say("urgent")}.`),e.length&&i.push(s.count("choices",e.length)),i.join(`
`)}var B=class{#e;#t;#s=new Map;#o=new Set;#i=new Map;#n=null;constructor(t,e){this.#e=t,this.#t=e,this.list=r("ol",{class:"messages",role:"list"}),this.clear()}clear(){this.#s.clear(),this.#o.clear(),this.#i.clear();let t=this.#h("bot",_(this.#e.say("welcome"),this.#e));this.list.replaceChildren(t)}asked({id:t,text:e}){let s=this.#s.get(t);if(s)return s;this.#u();let i=this.#l("you",[r("p",{dir:"auto"},e)],e);return i.classList.add("visitor"),this.#s.set(t,i),i}has({id:t}){return this.#o.has(t)}reply({id:t,text:e,kind:s,buttons:i=[],rating:o=null},a){this.#o.add(t),i.length&&this.#u();let h=s==="urgent",l=this.#l("bot",_(e,this.#e,h),e,this.#a(a));return h&&this.#d(l),this.#s.set(t,l),i.length&&l.append(this.#r(i)),o!==null?this.rated(t,o):(s==="answer"||s==="decline")&&l.append(this.#c(t)),l}rated(t,e,s=t){let i=this.#s.get(t);if(!i||(this.#s.set(s,i),i.querySelector(".rated")))return;let o=this.#e.say(e?"saidYes":"saidNo"),a=r("p",{class:"rated muted",tabindex:-1},o);i.append(a),k(i.querySelector(".rating"),a)}line(t,e){this.#u(),this.list.insertBefore(r("li",{class:"aside"},t),this.#a(e))}note(t,e,{wrong:s=!1,retry:i=!1}={}){let o=this.#s.get(t),a=o?.querySelector(".note");if(!o||(a?.dataset.text??"")===e)return null;let h=r("p",{class:`note ${s?"wrong":"muted"}`,"data-text":e},e," "),l=i&&c(this.#e.say("retry"),()=>this.#t.retry(t));return l&&h.append(l),e&&o.append(h),k(a,e&&l||o),o}last(t){let e=this.#s.get(t);if(!e?.matches(".visitor:not(:last-child)"))return;let s=v(e);this.list.append(e),s?.focus()}typing(t){this.#n?.remove(),this.#n=t?r("li",{class:"typing muted"},t):null,this.#n&&this.list.append(this.#n)}toString(){return[...this.list.children].flatMap(e=>this.#i.get(e)??[]).map(({who:e,text:s})=>`${this.#e.say(e)}:
${s}
`).join(`
`)}#a(t){return(t&&this.#s.get(t.id))??null}#l(t,e,s,i=null){let o=this.#h(t,e);return this.#i.set(o,{who:t,text:s}),this.list.insertBefore(o,i),o}#h(t,e){let s=r("h3",{class:"muted"},this.#e.say(t));return r("li",{tabindex:-1},s,r("div",{class:"said"},...e))}#d(t){let e=this.#e.say("urgent"),s=t.querySelector(".said");t.classList.add("urgent"),s?.setAttribute("role","group"),s?.setAttribute("aria-label",e),s?.prepend(r("strong",{},e))}#r(t){let e=t.map(s=>r("li",{},c(s.title,()=>this.#t.press(s))));return r("ul",{class:"choices",role:"list","aria-label":this.#e.say("follow")},...e)}#c(t){let e=this.#e.say("helpful"),s=r("span",{},e),i=[this.#f("yes",t,!0),this.#f("no",t,!1)];return r("div",{class:"rating",role:"group","aria-label":e},s,...i)}#f(t,e,s){let i=c(this.#e.say(t),()=>this.#t.rate(e,s));return i.append(r("span",{class:"unseen"},this.#e.say(`${t}More`))),i}#u(){for(let t of this.list.querySelectorAll(".choices, .rating")){let e=t.closest(".messages > li");k(t,e)}}};var Bt=400,Wt=5e3,W=class{#e;#t;#s;#o;#i;#n;#a;#l;#h;#d;#r;#c;#f=new AbortController;#u=new Set;#p=0;#x=[];#m=null;constructor(t,e,s){this.#e=t,this.#t=e,this.#c=new T(()=>this.#r.opened),this.#s=new M(`centre-guide ${s}`),this.#i=new B(e,{press:({id:h,title:l})=>this.#y({text:l,button:h}).focus({preventScroll:!0}),rate:(h,l)=>this.#A(h,l),retry:h=>this.#L(h)}),this.#n=new $(e,{send:h=>this.#$(h),typed:h=>this.#s.keep({draft:h}),tell:h=>this.#c.say(h)}),this.#a=new C(e,this.#i.list),this.#l=new E(e,()=>this.#s.keep({alarm:""}),this.#a.node),this.#h=new O(e,this.#c,this.#a.node),this.#d=new N(e,this.#n);let i=new R(e,[["save",()=>this.#g()],["print",()=>ot(this.#e.host)],["restart",()=>this.#d.confirm("restart",()=>this.#w(),i.button)],["end",()=>this.#d.confirm("end",()=>this.#v(),i.button)]]),{signal:o}=this.#f,a={menu:i,alarm:this.#l,log:this.#a,notices:this.#h,decision:this.#d,composer:this.#n,announcer:this.#c};this.#r=new q(e,a,h=>this.#T(h),o),this.#o=new L(new A(s),this.#s,this),addEventListener("offline",()=>this.away(),{signal:o}),addEventListener("online",()=>this.#N(),{signal:o}),document.addEventListener("visibilitychange",()=>this.#b(),{signal:o})}start(t){this.#r.frame.className=t,this.#e.replaceChildren(this.#r.frame),this.#n.text=this.#s.draft,this.#C(),this.#s.alarm&&this.#l.show(this.#s.alarm),this.#s.open&&this.#r.roomy&&this.#r.show()}stop(){this.#f.abort(),this.#o.stop(),this.settled()}open(){this.#r.open()}close(){this.#r.close()}#T(t){this.#s.keep({open:t}),this.#p=0,t&&!navigator.onLine&&this.away(),this.#b()}#b(){this.watched&&!this.#m&&this.#o.begin()}#$(t){this.#y({text:t}),this.#r.roomy&&this.#n.box.focus()}#y(t){let e=F(t),s=this.#E(e,this.#s.unsent.some(({failed:i})=>!i));return this.#a.toEnd(),this.#o.add(e),s}#A(t,e){let s=F({rating:{reply:t,helpful:e}});this.#i.rated(t,e,s.id),this.#o.add(s)}#L(t){for(let e of this.#u)e.startsWith(`${t} `)&&this.#u.delete(e);this.#i.last(t),this.#o.retry(t)}#g(){rt(String(this.#i),this.#t),this.#c.say(this.#t.say("saved"))}#w(){this.#S(),this.#k()}#v(){let t=c(this.#t.say("again"),()=>this.#k(),{class:"main"});this.#d.settle(),this.#m=this.#d.pose(this.#t.say("ended"),"",t),this.#S(),this.#i.list.hidden=!0,this.#s.leaving.length||this.left(!0)}#k(){this.#m=null,this.#i.list.hidden=!1,this.#d.settle(),this.#o.begin(),this.#c.say(this.#t.say("welcome"))}#S(){this.#o.end(),this.#i.clear(),this.#n.text="",this.#r.fold(!1),this.#a.forget(),this.#l.hide(),this.#s.keep({alarm:""}),this.#h.clear()}#N(){this.recovered(),this.#o.resume()}get watched(){return this.#r.opened&&!document.hidden}sending({id:t,rating:e}){this.#h.tell("back"),!e&&(this.#u.has(t)||this.#i.note(t,""),this.#x=[setTimeout(()=>this.#M(t,"typing"),Bt),setTimeout(()=>this.#M(t,"slow"),Wt)])}settled(){this.#x.forEach(clearTimeout),this.#i.typing("")}answered({id:t},e){this.#i.note(t,""),this.#u.delete(t);let s=this.#s.unsent.find(({rating:a,failed:h})=>!a&&!h),i=e.filter(a=>!this.#i.has(a)),[o]=i.map(a=>this.#i.reply(a,s));for(let a of i)this.#O(a);o&&this.#a.reveal(o),this.#r.opened||this.#I(i.length)}restored(t){this.#i.clear(),this.#r.fold(t.length>0);let e=t.map(i=>i.from==="visitor"?this.#i.asked(i):this.#i.reply(i)),s=this.#C()??e.at(-1);s&&this.#a.reveal(s)}failed({id:t},e,s){let i=this.#t.say(e,{wait:this.#t.wait(s)});this.#u.add(t),this.#R(`${t} ${i}`,i);let o=this.#i.note(t,i,{wrong:!0,retry:e!=="busy"});o&&this.#a.reveal(o)}expired(t){let e=this.#t.say("expired");this.#i.line(e,t),this.#c.say(e)}returned({id:t,text:e,button:s,rating:i},o){let a=`${this.#t.say("notSent")} ${o}`;this.#i.note(t,a,{wrong:!0}),this.#c.say(a),!s&&!i&&!this.#n.text&&(this.#n.text=e)}off(t){this.#h.tell("back"),this.#h.tell("off",t||this.#t.say("off"),this.#t.say("danger"))}on(){this.#h.tell("off"),this.#h.tell("back",this.#t.say("back"))}away(){this.#h.tell("away",this.#t.say(navigator.onLine?"unreachable":"offline"))}recovered(){this.#h.tell("away")}left(t){let e=this.#t.say(t?"endedMore":"endedSoon");!this.#m||this.#m.textContent===e||(this.#m.textContent=e,this.#c.say(e))}#E(t,e){let s=this.#i.asked(t);return this.#r.fold(!0),e&&this.#i.note(t.id,this.#t.say("queued")),s}#C(){let t=null,e=!1;for(let s of this.#s.unsent){let{id:i,rating:o,failed:a}=s;o?this.#i.rated(o.reply,o.helpful,i):t=this.#E(s,e),a?this.#i.note(i,this.#t.say(m),{wrong:!0,retry:!0}):e=!0}return t}#M(t,e){this.#i.typing(this.#t.say(e)),this.#a.toEnd(),this.#R(`${t} ${e}`,this.#t.say(e))}#O(t){let e=t.kind==="urgent";this.#c.say(at(t,this.#t),e),e&&(this.#l.show(t.text),this.#s.keep({alarm:t.text}))}#I(t){this.#p+=t,this.#p&&this.#r.badge(this.#t.count("unread",this.#p))}#R(t,e){this.#u.has(t)||this.#c.say(e),this.#u.add(t)}};var V={title:"Ask a question",safety:"In an emergency, call 999. For medical help that is not an emergency, call 111.",safetyShort:"Emergency: 999. Medical help: 111.",welcome:"Hello. I’m a computer program that answers questions from our website. What would you like to know?",close:"Close",options:"Options","unread.one":"{count} new reply","unread.other":"{count} new replies",conversation:"Conversation",you:"You",bot:"Assistant",urgent:"Important: get help now",alarm:"Call {number} now",call:"Call {number}",alarmClose:"Hide this",source:"Source:",newTab:"(opens in a new tab)",follow:"Follow-up questions","choices.one":"{count} choice.","choices.other":"{count} choices.",helpful:"Was this helpful?",yes:"Yes",yesMore:"this was helpful",no:"No",noMore:"this was not helpful",saidYes:"You said that this was helpful.",saidNo:"You said that this was not helpful.",typing:"Typing a reply…",slow:"Still working on it…",label:"Your question",hint:"Please don’t give personal details, such as your name or NHS number.",hintShort:"No personal details.",send:"Send",empty:"Type a question first.","left.one":"You have {count} character left.","left.other":"You have {count} characters left.","over.one":"Your question is {count} character too long. You can send it in two parts.","over.other":"Your question is {count} characters too long. You can send it in two parts.",offline:"You’re offline. You can go on typing: we’ll send it when you’re back.",unreachable:"We can’t reach the chat at the moment. We’ll keep trying.",off:"The chat is closed at the moment.",danger:"If someone’s life is in danger, call 999. We’ll still reply about that.",back:"The chat is back.",queued:"Waiting to be sent.",notSent:"Not sent.",failed:"Not sent: something went wrong at our end.",closed:"Not sent: the chat is closed.",busy:"We’re getting a lot of questions. We’ll send this one {wait}.",retry:"Try again",expired:"Your earlier messages have been deleted from our server. You can go on asking.",save:"Save this conversation",saved:"The conversation is saved as a file.",file:"conversation.txt",print:"Print this conversation",restart:"Start again",restartAsk:"Start again?",restartMore:"This deletes your conversation here and on our server.",restartYes:"Yes, start again",end:"End chat",endAsk:"End this chat?",endMore:"This deletes your conversation here and on our server.",endYes:"Yes, end chat",goBack:"Go back",ended:"You’ve ended the chat",endedMore:"Your conversation has been deleted.",endedSoon:"Your conversation has been deleted here. It’s deleted on our server as soon as we can reach it.",again:"Start a new chat"};var Ht=/^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i,H=class{#e;constructor(t,...e){this.language=t,this.direction=Ht.test(t)?"rtl":"ltr",this.#e=Object.assign({},V,...e)}say(t,e={}){return this.#t(t,e)}count(t,e){let s=`${t}.${new Intl.PluralRules(this.language).select(e)}`;return this.#t(s in this.#e?s:`${t}.other`,{count:e})}wait(t){let e=new Intl.RelativeTimeFormat(this.language,{numeric:"always"});return t<90?e.format(t,"second"):e.format(Math.ceil(t/60),"minute")}#t(t,e){return String(this.#e[t]).replace(/\{(\w+)\}/g,(s,i)=>String(e[i]??s))}};var j=class extends HTMLElement{#e=this.attachShadow({mode:"open"});#t={};#s=null;get texts(){return this.#t}set texts(t){this.#t=t,this.isConnected&&this.connectedCallback()}open(){this.#s?.open()}close(){this.#s?.close()}async connectedCallback(){this.#o();let{colour:t,language:e="en",position:s,server:i=new URL(import.meta.url).origin,texts:o,title:a}=this.dataset,h=o?await jt(o):{};if(!this.isConnected)return;this.disconnectedCallback();let l=new H(e,h,a?{title:a}:{},this.#t),p=s??(l.direction==="rtl"?"left":"right");this.lang=e,this.#e.adoptedStyleSheets=nt(P(t)),this.#s=new W(this.#e,l,i),this.#s.start(p)}#o(){Object.hasOwn(this,"texts")&&(this.#t=this.texts,Reflect.deleteProperty(this,"texts"))}disconnectedCallback(){this.#s?.stop(),this.#s=null}};async function jt(n){try{return await(await fetch(n)).json()}catch{return console.warn(`centre-guide: no texts at ${n}`),{}}}function Dt(){let n=[...document.scripts].find(e=>e.src===import.meta.url);if(!n||document.querySelector("centre-guide"))return;let t=document.createElement("centre-guide");Object.assign(t.dataset,n.dataset),document.body.append(t)}customElements.define("centre-guide",j);Dt();export{j as CentreGuide,V as TEXTS};
