// Version ac5832213e29. Made from widget/src by "make widget": change it there.
function r(o,t={},...e){let s=document.createElement(o);for(let[i,n]of Object.entries(t))typeof n=="function"?s.addEventListener(i,n):n!==!1&&s.setAttribute(i,n===!0?"":String(n));return s.append(...e),s}function c(o,t,e={}){return r("button",{type:"button",click:t,...e},o)}function y(o){let t=o.getRootNode();return t instanceof ShadowRoot?t.activeElement:null}function D(o){return o.contains(y(o))}function k(o,t){o&&D(o)&&t.focus({preventScroll:!0}),o?.remove()}var ht=1e4,S=class{#e;inside=V();beside=V();constructor(t){this.#e=t}say(t){let e=r("p",{},t);(this.#e()?this.inside:this.beside).append(e),setTimeout(()=>e.remove(),ht)}};function V(){return r("div",{class:"unseen","aria-live":"polite","aria-relevant":"additions"})}var K=/https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g,lt=new RegExp(`${K.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`,"g"),ct=/^[•-] /;function dt(o){let t=[],e=o.split(/\n\s*\n/).flatMap(s=>s.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));for(let s of e.filter(i=>i.trim())){let i=t.at(-1);ct.test(s)?Array.isArray(i)?i.push(s.slice(2)):t.push([s.slice(2)]):t.push(s)}return t}function ut(o,t){let e=[],s=0;for(let{0:i,index:n}of o.matchAll(t?lt:K))e.push({text:o.slice(s,n)},{text:i,href:pt(i)}),s=n+i.length;return[...e,{text:o.slice(s)}].filter(i=>i.text)}function pt(o){return o.startsWith("https:")?URL.canParse(o)?o:void 0:`tel:${o.replace(" ","")}`}function g(o,t,e=!1){return ut(o,e).map(({text:s,href:i})=>i?ft(s,i,t):s)}function ft(o,t,e){return t.startsWith("tel:")||new URL(t).origin===location.origin?r("a",{href:t},o):r("a",{href:t,target:"_blank",rel:"noopener noreferrer"},`${o} ${e.say("newTab")}`)}function E(o,t){let e=r("span",{class:"whole"},...g(t.say(o),t,o==="safety")),s=r("span",{class:"short"},...g(t.say(`${o}Short`),t,o==="safety"));return[e,s]}function _(o,t,e=!1){let s=dt(o).map(n=>Array.isArray(n)?r("ul",{dir:"auto"},...n.map(a=>r("li",{},...g(a,t,e)))):r("p",{dir:"auto"},...g(n,t,e))),i=s.at(-1);return i?.textContent?.startsWith(t.say("source"))&&(i.className="source muted"),s}var J=500,X=400,mt=1e3,T=class{#e;#t;#s;constructor(t,e){this.#e=t,this.#t=e,this.box=r("textarea",{id:"box",rows:1,autocomplete:"off",enterkeyhint:"send","aria-describedby":"hint error",input:()=>this.#a(),keydown:i=>this.#n(i)}),this.count=r("p",{class:"muted",hidden:!0}),this.error=r("p",{class:"error",id:"error",hidden:!0});let s=r("button",{class:"main"},t.say("send"));this.form=r("form",{novalidate:!0,submit:i=>this.#i(i)},r("div",{class:"told"},r("label",{for:"box"},t.say("label")),r("p",{id:"hint",class:"hint muted"},...E("hint",t))),this.error,r("div",{class:"row"},this.box,s),this.count)}get text(){return this.box.value}set text(t){this.box.value=t,this.#a()}grow(){this.box.style.height="",this.box.scrollHeight>this.box.clientHeight&&(this.box.style.height=`${this.box.scrollHeight+4}px`)}#n(t){t.key!=="Enter"||t.shiftKey||t.isComposing||(t.preventDefault(),this.form.requestSubmit())}#i(t){t.preventDefault();let e=this.text.trim(),s=this.#c()-J;if(!e||s>0)return this.#o(e?this.#e.count("over",s):this.#e.say("empty"));this.text="",this.#t.send(e)}#o(t){this.#h(t),this.#t.tell(t),this.box.focus()}#h(t){this.error.textContent=t,this.error.hidden=!t,t&&(this.count.hidden=!0),this.box.setAttribute("aria-invalid",String(!!t))}#a(){this.grow();let t=this.#c(),e=t-J,s=e>0?this.#e.count("over",e):this.#e.count("left",-e),i=e>0&&!this.error.hidden;this.#h(i?s:""),this.count.textContent=s,this.count.hidden=i||t<X,clearTimeout(this.#s),t>=X&&(this.#s=setTimeout(()=>this.#t.tell(s),mt)),this.#t.typed(this.text)}#c(){return[...this.text.trim()].length}};var p="closed";function F(o){return{id:gt(),text:"",...o}}function gt(){let o=crypto.getRandomValues(new Uint8Array(16)).map((e,s)=>s===6?e&15|64:s===8?e&63|128:e);return Array.from(o,e=>e.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var xt={400:"refused",401:"expired",409:"refused",413:"refused",429:"busy",502:"away",503:"away",504:"away"},d=class o extends Error{constructor(t,e="",s=0){super(t),this.kind=t,this.sentence=e,this.seconds=s}static from(t,e){let s=typeof e?.error=="string"?e.error:"",i=t.status===503&&e?.off?"off":xt[t.status]??"broken";return new o(i,s,bt(t.headers.get("Retry-After")))}};function bt(o){let t=Number(o??NaN)||(Date.parse(o??"")-Date.now())/1e3||10;return Math.ceil(Math.min(Math.max(t,1),3600))}var $=class{#e;#t;constructor(t){this.#e=`${t.replace(/\/+$/,"")}/webhooks/website`}start(){return this.#s("POST","/sessions",{gives:"token"})}history(t){return this.#s("GET","/messages",{token:t,gives:"messages"})}send(t,{id:e,text:s,button:i,rating:n}){let a=i?{id:e,button:i}:n?{id:e,rating:n}:{id:e,text:s};return this.#s("POST","/messages",{token:t,body:a,gives:"replies"})}end(t){return this.#s("DELETE","/session",{token:t})}cancel(){this.#t?.abort("cancelled")}async#s(t,e,{token:s,body:i,gives:n}){let a=this.#t=new AbortController,h=setTimeout(()=>a.abort("away"),3e4),l={};s&&(l.Authorization=`Bearer ${s}`),i&&(l["Content-Type"]="application/json");let x={method:t,headers:l,body:JSON.stringify(i),signal:a.signal,cache:"no-store"},u,m;try{u=await fetch(this.#e+e,x),m=await u.text()}catch{throw new d(a.signal.reason??"away")}finally{clearTimeout(h)}let b=yt(m);if(!u.ok)throw d.from(u,b);if(n&&!b?.[n])throw new d("broken");return b}};function yt(o){try{return JSON.parse(o)}catch{return null}}var wt=30,vt=15,kt=4,A=class{#e;#t;#s;#n=!1;#i=!1;#o=!1;#h;#a=!1;#c=!1;#r=!1;#l=0;#u;#d=0;constructor(t,e,s){this.#e=t,this.#t=e,this.#s=s,this.#h=!e.token;for(let i of e.unsent)i.failed=i.failed===p&&p;this.#f()}begin(){this.#o=this.#r=!0,this.#f()}add(t){this.#t.keep({unsent:[...this.#t.unsent,t]});let e=this.#p();e>0&&this.#s.failed(t,"busy",Math.ceil(e/1e3)),this.#o=!0,this.#f()}retry(t){let e=this.#t.unsent.find(s=>s.id===t);if(e?.failed){let s=this.#t.unsent.filter(i=>i!==e);this.#t.keep({unsent:[...s,{...e,failed:!1}]})}this.resume()}resume(){this.#l=0,this.#f()}end(){let{token:t,leaving:e}=this.#t;this.#t.keep({token:null,unsent:[],leaving:t?[...e,t]:e}),this.#o=this.#c=!1,this.#h=!0,this.#e.cancel(),this.#f()}stop(){this.#i=!0,clearTimeout(this.#u),this.#e.cancel()}#p(){return this.#d-Date.now()}async#f(){if(this.#n||this.#p()>0)return;this.#n=!0,clearTimeout(this.#u);let t=0;try{for(let e;!t&&(e=this.#b());)t=await this.#E(e)}finally{this.#n=!1}t||=this.#c?vt:0,t&&(this.#u=setTimeout(()=>this.#m(),t*1e3*(1+Math.random()/5)))}#m(){this.#r||=this.#c,this.#f()}async#E(t){try{await t.act()}catch(e){if(!(e instanceof d))throw e;return this.#i?0:this.#v(e,t)}return this.#l=0,this.#s.recovered(),0}#b(){let{token:t,unsent:e,leaving:s}=this.#t,i=e.find(h=>!h.failed),[n]=s;return this.#i?null:this.#o&&!t?{act:()=>this.#T(),message:i,kind:"starts"}:this.#o&&t&&!this.#h?{act:()=>this.#y(t),message:i,kind:"renews"}:this.#o&&t&&i?{act:()=>this.#A(t,i),message:i,kind:"sends"}:n?{act:()=>this.#L(n),kind:"leaves"}:this.#o&&this.#r&&this.#s.watched&&t?{act:()=>this.#$(t),kind:"renews"}:null}async#T(){let{token:t,off:e}=await this.#e.start();this.#t.token||this.#t.keep({token:t}),this.#g(e)}async#y(t){let{messages:e,off:s}=await this.#e.history(t);this.#h||(this.#h=this.#a=!0,this.#s.restored(e),this.#g(s))}async#$(t){let{off:e}=await this.#e.history(t);this.#a=!0,this.#g(e)}async#A(t,e){this.#s.sending(e);try{let{replies:s}=await this.#e.send(t,e);if(!this.#t.unsent.includes(e))return;this.#a=!0,this.#r||=this.#c,this.#x(e),this.#s.settled(),this.#s.answered(e,s)}finally{this.#s.settled()}}async#L(t){try{await this.#e.end(t)}catch(e){if(!(e instanceof d&&["expired","refused"].includes(e.kind)))throw e}this.#t.keep({leaving:this.#t.leaving.slice(1)}),this.#s.left(!0)}#g(t){if(t)return this.#w(t);this.#c&&this.#s.on(),this.#r=this.#c=!1}#w(t){this.#r=!1,this.#c=!0,this.#s.off(t)}#x(t){this.#t.keep({unsent:this.#t.unsent.filter(e=>e.id!==t.id)})}#v({kind:t,sentence:e,seconds:s},{message:i,kind:n}){let a=n==="sends";return t==="cancelled"?0:t==="expired"&&(a?this.#a:n==="renews")?this.#N():i&&a&&t==="refused"?this.#k(i,e):i&&a&&t==="off"?this.#S(i,e):(t==="busy"&&(this.#d=Date.now()+s*1e3),n==="leaves"?this.#s.left(!1):i?this.#s.failed(i,St(t),s):this.#s.away(),t==="busy"?s:(this.#l+=1,!i||t==="away"||this.#l<kt?Math.min(2**(this.#l-1),wt):(i.failed=!0,this.#l=0,0)))}#N(){let t=this.#t.unsent.filter(({rating:e})=>!e).map(({id:e,text:s,failed:i})=>({id:e,text:s,failed:i}));return this.#t.keep({token:null,unsent:t}),(this.#a||!this.#h)&&this.#s.expired(t[0]),this.#h=!0,this.#a=!1,0}#k(t,e){return this.#x(t),this.#s.returned(t,e),0}#S(t,e){return t.failed=p,this.#t.keep({}),this.#l=0,this.#w(e),this.#s.failed(t,p,0),this.#s.recovered(),0}};function St(o){return o==="busy"?"busy":o==="away"?"notSent":"failed"}var L=class{#e;#t;node=r("div",{class:"ask",hidden:!0});optional=!1;constructor(t,e){this.#e=t,this.#t=e}pose(t,e,...s){let i=r("h3",{tabindex:-1},t),n=r("p",{},e);return this.node.replaceChildren(i,n,r("div",{},...s)),this.node.hidden=!1,this.#t.form.hidden=!0,this.optional=!1,i.focus(),n}confirm(t,e,s){let i=this.#e.say.bind(this.#e),n=c(i(`${t}Yes`),e,{class:"main danger"}),a=c(i("goBack"),()=>this.settle(s),{class:"plain"});this.pose(i(`${t}Ask`),i(`${t}More`),n,a),this.optional=!0}settle(t=this.#t.box){this.optional=!1,this.node.hidden=!0,this.#t.form.hidden=!1,this.#t.grow(),t.focus()}};var Et=3,Tt=.25,N=class{#e=null;constructor(t,e){let s={role:"region","aria-label":t.say("conversation"),tabindex:0};this.node=r("div",{class:"log",...s},e),this.#t().observe(this.node)}reveal(t){this.#e=t;let e=Et*parseFloat(getComputedStyle(this.node).fontSize),s=Math.min(e,Tt*this.node.clientHeight);this.node.scrollTop+=t.getBoundingClientRect().top-this.node.getBoundingClientRect().top-s}again(){this.#e&&this.reveal(this.#e)}forget(){this.#e=null}toEnd(){this.node.scrollTop=this.node.scrollHeight}#t(){let t=0;return new ResizeObserver(()=>{let e=this.node.clientHeight;t&&e&&(this.node.scrollTop+=t-e),t=e})}};var C=class{#e;token=null;unsent=[];leaving=[];draft="";open=!1;constructor(t){this.#e=t,Object.assign(this,this.#t())}keep(t){Object.assign(this,t);try{sessionStorage.setItem(this.#e,JSON.stringify(this))}catch{}}#t(){try{return JSON.parse(sessionStorage.getItem(this.#e)??"null")}catch{return null}}};var R=class{constructor(t,e){let s={"aria-expanded":"false","aria-controls":"menu"};this.button=c(t.say("options"),()=>this.#s(!this.opened),s);let i=e.map(([n,a])=>r("li",{},c(t.say(n),()=>this.#e(a))));this.list=r("ul",{id:"menu",class:"menu",role:"list",hidden:!0},...i),this.button.addEventListener("focusout",n=>this.#t(n)),this.list.addEventListener("focusout",n=>this.#t(n))}get opened(){return!this.list.hidden}close(){this.#s(!1),this.button.focus()}#e(t){this.close(),t()}#t({relatedTarget:t}){!(t instanceof Node)||t===this.button||this.list.contains(t)||this.#s(!1)}#s(t){this.list.hidden=!t,this.button.setAttribute("aria-expanded",String(t))}};var M=class{#e;#t;#s;#n={};node=r("div",{class:"notice",hidden:!0});constructor(t,e,s){this.#e=t,this.#t=e,this.#s=s}tell(t,...e){let s=e.join(`
`);s!==(this.#n[t]??"")&&(s&&this.#t.say(s),this.#n[t]=s,this.#i(Object.values(this.#n).flatMap(i=>i.split(`
`))))}clear(){this.#n={},this.#i([])}#i(t){D(this.node)&&this.#s.focus({preventScroll:!0});let e=t.filter(s=>s.trim());this.node.replaceChildren(...e.map(s=>r("p",{dir:"auto"},...g(s,this.#e,!0)))),this.node.hidden=!e.length}};var Q="http://www.w3.org/2000/svg",$t="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z",O=class{#e;#t;constructor(t,e){this.#e=t,this.#t=r("span",{},t),this.button=c(At(),e,{class:"launcher","aria-haspopup":"dialog"}),this.button.append(this.#t)}badge(t){this.#t.textContent=t?`${this.#e} (${t})`:this.#e,this.button.classList.toggle("tells",!!t)}};function At(){let o=document.createElementNS(Q,"svg"),t=document.createElementNS(Q,"path");return o.setAttribute("viewBox","0 0 24 24"),o.setAttribute("aria-hidden","true"),t.setAttribute("d",$t),o.append(t),o}var f="#212b32",w="#ffffff",H="#005eb8";function P(o=H){let t=/^#[\da-f]{6}$/i.test(o)?o:H,e=[w,f].find(s=>Lt(t,s)>=4.5);return e?{colour:t,text:e,accent:e===w?t:f}:P(H)}function Lt(o,t){let[e,s]=[Z(o),Z(t)];return(Math.max(e,s)+.05)/(Math.min(e,s)+.05)}function Z(o){return U(o,1)*.2126+U(o,3)*.7152+U(o,5)*.0722}function U(o,t){let e=parseInt(o.slice(t,t+2),16)/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var z="(max-width: 40em), (max-height: 30em)",v="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);",Nt=`
:host {
  --ink: ${f}; --paper: ${w}; --page: #f0f4f5; --muted: #4c6272; --line: #d8dde0; --edge: #4c6272; --wrong: #d5281b;
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
:focus { outline: 4px solid transparent; }

.unseen { ${v} white-space: pre-line; }
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

header {
  position: sticky; z-index: 1; top: 0; display: flex; flex-wrap: wrap; align-items: center;
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

.log {
  position: relative; flex: 1 1 0; min-height: 3em; padding: 12px 16px;
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
.urgent .said { border-inline-start: 8px solid var(--wrong); }
.urgent strong { display: block; color: var(--wrong); }
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
.notice { max-height: 35cqh; overflow-y: auto; border-inline-start: 8px solid var(--edge); }
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
.main { margin-bottom: 4px; background: #007f3b; color: ${w}; font-weight: 600; box-shadow: 0 4px #00401e; }
.main:hover { background: #00662f; }
.danger { background: #d5281b; box-shadow: 0 4px #6b140e; }
.danger:hover { background: #aa2016; }
.plain { border-color: var(--accent); color: var(--accent); }

:is(button, a, h2, h3, p):focus:focus-visible {
  background-color: #ffeb3b; color: ${f}; border-color: transparent; box-shadow: 0 4px ${f}; outline-offset: -4px;
}
a:focus:focus-visible { box-shadow: none; text-decoration-thickness: 4px; }
:is(li, .log):focus-visible { box-shadow: inset 0 0 0 4px #ffeb3b, inset 0 0 0 6px ${f}; outline-offset: -4px; }

@media (prefers-reduced-motion: no-preference) {
  .typing::before { animation: pulse 1s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 0.2; } }
}
@media ${z} {
  dialog, .left dialog {
    inset: 0; width: 100%; height: var(--viewport, 100dvh); border: 0; border-radius: 0; box-shadow: none;
  }
  .launcher { right: 16px; bottom: 16px; }
  .left .launcher { left: 16px; }
}
@media (max-height: 30em) {
  .launcher:not(.tells) { padding: 10px; }
  .launcher:not(.tells) span { ${v} }
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
  form { padding-block: 4px 8px; }
}
@container (min-width: 36em) and (max-height: 30em), (max-height: 15em) {
  header { flex-wrap: nowrap; }
  header a { color: inherit; }
  .safety { order: 0; flex: none; border: 0; background: none; color: inherit; }
}
@container (max-height: 20em) {
  .hint { ${v} }
}
@container (max-height: 15em) {
  .log, .ask, form { order: 1; }
  .told { ${v} }
}
@container (max-width: 36em) and (max-height: 15em) {
  h2 { ${v} }
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
  section, button, .choices, .rating, .typing, .notice, .ask, form { display: none !important; }
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
`;function tt({colour:o,text:t,accent:e}){return[I(Nt),I(`:host { --colour: ${o}; --text: ${t}; --accent: ${e}; }`)]}function I(o){let t=new CSSStyleSheet;return t.replaceSync(o),t}var Y=class{#e;#t;#s=matchMedia(z);#n;#i;#o;constructor(t,e,s,i){this.#e=e,this.#t=s;let{menu:n,log:a,notices:h,decision:l,composer:x,announcer:u}=e,m=t.say("title");this.#n=new O(m,()=>this.open()),this.#i=r("h2",{id:"title",tabindex:-1},m);let b=r("p",{id:"safety",class:"safety"},...E("safety",t)),ot=c(t.say("close"),()=>this.close()),nt=[r("header",{},this.#i,b,n.button,n.list,ot),a.node,h.node,l.node,x.form,u.inside];this.#o=r("dialog",{"aria-labelledby":"title","aria-describedby":"safety"},...nt);let{language:rt,direction:at}=t;this.frame=r("section",{lang:rt,dir:at,"aria-label":m}),this.frame.append(this.#n.button,this.#o,u.beside),this.#h(i)}get opened(){return this.#o.open}get roomy(){return!this.#s.matches}open(){if(this.opened)return;this.show();let{form:t,box:e}=this.#e.composer;(this.roomy&&!t.hidden?e:this.#i).focus()}show(){this.#n.button.hidden=!0,this.badge(""),this.#a(),this.#e.composer.grow(),this.#e.log.again(),this.#t(!0)}close(){this.opened&&this.#o.close(),this.#l()}badge(t){this.#n.badge(t)}fold(t){this.#o.classList.toggle("folded",t)}#h(t){this.#o.addEventListener("keydown",e=>e.key==="Escape"&&this.#u(e)),this.#o.addEventListener("cancel",e=>this.#u(e)),this.#o.addEventListener("close",()=>this.#l()),this.#s.addEventListener("change",()=>this.#c(),{signal:t}),visualViewport?.addEventListener("resize",()=>this.#r(),{signal:t})}#a(){this.#r(),this.#s.matches?this.#o.showModal():this.#o.open=!0}#c(){if(!this.opened||this.#o.matches(":modal")===this.#s.matches)return;let t=y(this.#o);this.#o.close(),this.#a(),t?.focus(),this.#e.composer.grow()}#r(){!visualViewport||visualViewport.scale>1?this.#o.style.removeProperty("--viewport"):this.#o.style.setProperty("--viewport",`${visualViewport.height}px`)}#l(){this.opened||!this.#n.button.hidden||(this.#n.button.hidden=!1,this.#n.button.focus(),this.#t(!1))}#u(t){t.preventDefault();let{menu:e,decision:s}=this.#e;e.opened?e.close():s.optional?s.settle(e.button):this.close()}};var Ct=`@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body :not(centre-guide, :has(centre-guide)) { display: none !important; }
}`;function et(o){let t=I(Ct);document.adoptedStyleSheets=[...document.adoptedStyleSheets,t],o.toggleAttribute("data-printing",!0);let e=()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.filter(s=>s!==t),o.removeAttribute("data-printing")};addEventListener("afterprint",e,{once:!0}),print()}var Rt=1e4;function st(o,t){let e=new Date().toLocaleString(t.language,{dateStyle:"long",timeStyle:"short"}),s=`${t.say("title")}
${e}

${o}`,i=URL.createObjectURL(new Blob([s],{type:"text/plain;charset=utf-8"}));r("a",{href:i,download:t.say("file")}).click(),setTimeout(()=>URL.revokeObjectURL(i),Rt)}function it({text:o,kind:t,buttons:e=[]},s){let i=[o.replace(/^[•-] /gm,"")];return t==="urgent"&&i.unshift(`${s.say("urgent")}.`),e.length&&i.push(s.count("choices",e.length)),i.join(`
`)}var q=class{#e;#t;#s=new Map;#n=new Set;#i=new Map;#o=null;constructor(t,e){this.#e=t,this.#t=e,this.list=r("ol",{class:"messages",role:"list"}),this.clear()}clear(){this.#s.clear(),this.#n.clear(),this.#i.clear();let t=this.#c("bot",_(this.#e.say("welcome"),this.#e));this.list.replaceChildren(t)}asked({id:t,text:e}){let s=this.#s.get(t);if(s)return s;this.#p();let i=this.#a("you",[r("p",{dir:"auto"},e)],e);return i.classList.add("visitor"),this.#s.set(t,i),i}has({id:t}){return this.#n.has(t)}reply({id:t,text:e,kind:s,buttons:i=[],rating:n=null},a){this.#n.add(t),i.length&&this.#p();let h=s==="urgent",l=this.#a("bot",_(e,this.#e,h),e,this.#h(a));return h&&this.#r(l),this.#s.set(t,l),i.length&&l.append(this.#l(i)),n!==null?this.rated(t,n):(s==="answer"||s==="decline")&&l.append(this.#u(t)),l}rated(t,e,s=t){let i=this.#s.get(t);if(!i||(this.#s.set(s,i),i.querySelector(".rated")))return;let n=this.#e.say(e?"saidYes":"saidNo"),a=r("p",{class:"rated muted",tabindex:-1},n);i.append(a),k(i.querySelector(".rating"),a)}line(t,e){this.#p(),this.list.insertBefore(r("li",{class:"aside"},t),this.#h(e))}note(t,e,{wrong:s=!1,retry:i=!1}={}){let n=this.#s.get(t),a=n?.querySelector(".note");if(!n||(a?.dataset.text??"")===e)return null;let h=r("p",{class:`note ${s?"wrong":"muted"}`,"data-text":e},e," "),l=i&&c(this.#e.say("retry"),()=>this.#t.retry(t));return l&&h.append(l),e&&n.append(h),k(a,e&&l||n),n}last(t){let e=this.#s.get(t);if(!e?.matches(".visitor:not(:last-child)"))return;let s=y(e);this.list.append(e),s?.focus()}typing(t){this.#o?.remove(),this.#o=t?r("li",{class:"typing muted"},t):null,this.#o&&this.list.append(this.#o)}toString(){return[...this.list.children].flatMap(e=>this.#i.get(e)??[]).map(({who:e,text:s})=>`${this.#e.say(e)}:
${s}
`).join(`
`)}#h(t){return(t&&this.#s.get(t.id))??null}#a(t,e,s,i=null){let n=this.#c(t,e);return this.#i.set(n,{who:t,text:s}),this.list.insertBefore(n,i),n}#c(t,e){let s=r("h3",{class:"muted"},this.#e.say(t));return r("li",{tabindex:-1},s,r("div",{class:"said"},...e))}#r(t){let e=this.#e.say("urgent"),s=t.querySelector(".said");t.classList.add("urgent"),s?.setAttribute("role","group"),s?.setAttribute("aria-label",e),s?.prepend(r("strong",{},e))}#l(t){let e=t.map(s=>r("li",{},c(s.title,()=>this.#t.press(s))));return r("ul",{class:"choices",role:"list","aria-label":this.#e.say("follow")},...e)}#u(t){let e=this.#e.say("helpful"),s=r("span",{},e),i=[this.#d("yes",t,!0),this.#d("no",t,!1)];return r("div",{class:"rating",role:"group","aria-label":e},s,...i)}#d(t,e,s){let i=c(this.#e.say(t),()=>this.#t.rate(e,s));return i.append(r("span",{class:"unseen"},this.#e.say(`${t}More`))),i}#p(){for(let t of this.list.querySelectorAll(".choices, .rating")){let e=t.closest(".messages > li");k(t,e)}}};var Mt=400,Ot=5e3,B=class{#e;#t;#s;#n;#i;#o;#h;#a;#c;#r;#l;#u=new AbortController;#d=new Set;#p=0;#f=[];#m=null;constructor(t,e,s){this.#e=t,this.#t=e,this.#l=new S(()=>this.#r.opened),this.#s=new C(`centre-guide ${s}`),this.#i=new q(e,{press:({id:h,title:l})=>this.#y({text:l,button:h}).focus({preventScroll:!0}),rate:(h,l)=>this.#$(h,l),retry:h=>this.#A(h)}),this.#o=new T(e,{send:h=>this.#T(h),typed:h=>this.#s.keep({draft:h}),tell:h=>this.#l.say(h)}),this.#h=new N(e,this.#i.list),this.#a=new M(e,this.#l,this.#h.node),this.#c=new L(e,this.#o);let i=new R(e,[["save",()=>this.#L()],["print",()=>et(this.#e.host)],["restart",()=>this.#c.confirm("restart",()=>this.#g(),i.button)],["end",()=>this.#c.confirm("end",()=>this.#w(),i.button)]]),{signal:n}=this.#u,a={menu:i,log:this.#h,notices:this.#a,decision:this.#c,composer:this.#o,announcer:this.#l};this.#r=new Y(e,a,h=>this.#E(h),n),this.#n=new A(new $(s),this.#s,this),addEventListener("offline",()=>this.away(),{signal:n}),addEventListener("online",()=>this.#N(),{signal:n}),document.addEventListener("visibilitychange",()=>this.#b(),{signal:n})}start(t){this.#r.frame.className=t,this.#e.replaceChildren(this.#r.frame),this.#o.text=this.#s.draft,this.#S(),this.#s.open&&this.#r.roomy&&this.#r.show()}stop(){this.#u.abort(),this.#n.stop(),this.settled()}open(){this.#r.open()}close(){this.#r.close()}#E(t){this.#s.keep({open:t}),this.#p=0,t&&!navigator.onLine&&this.away(),this.#b()}#b(){this.watched&&!this.#m&&this.#n.begin()}#T(t){this.#y({text:t}),this.#r.roomy&&this.#o.box.focus()}#y(t){let e=F(t),s=this.#k(e,this.#s.unsent.some(({failed:i})=>!i));return this.#h.toEnd(),this.#n.add(e),s}#$(t,e){let s=F({rating:{reply:t,helpful:e}});this.#i.rated(t,e,s.id),this.#n.add(s)}#A(t){for(let e of this.#d)e.startsWith(`${t} `)&&this.#d.delete(e);this.#i.last(t),this.#n.retry(t)}#L(){st(String(this.#i),this.#t),this.#l.say(this.#t.say("saved"))}#g(){this.#v(),this.#x()}#w(){let t=c(this.#t.say("again"),()=>this.#x(),{class:"main"});this.#c.settle(),this.#m=this.#c.pose(this.#t.say("ended"),"",t),this.#v(),this.#i.list.hidden=!0,this.#s.leaving.length||this.left(!0)}#x(){this.#m=null,this.#i.list.hidden=!1,this.#c.settle(),this.#n.begin(),this.#l.say(this.#t.say("welcome"))}#v(){this.#n.end(),this.#i.clear(),this.#o.text="",this.#r.fold(!1),this.#h.forget(),this.#a.clear()}#N(){this.recovered(),this.#n.resume()}get watched(){return this.#r.opened&&!document.hidden}sending({id:t,rating:e}){this.#a.tell("back"),!e&&(this.#d.has(t)||this.#i.note(t,""),this.#f=[setTimeout(()=>this.#C(t,"typing"),Mt),setTimeout(()=>this.#C(t,"slow"),Ot)])}settled(){this.#f.forEach(clearTimeout),this.#i.typing("")}answered({id:t},e){this.#i.note(t,""),this.#d.delete(t);let s=this.#s.unsent.find(({rating:a,failed:h})=>!a&&!h),i=e.filter(a=>!this.#i.has(a)),[n]=i.map(a=>this.#i.reply(a,s));for(let a of i)this.#l.say(it(a,this.#t));n&&this.#h.reveal(n),this.#r.opened||this.#M(i.length)}restored(t){this.#i.clear(),this.#r.fold(t.length>0);let e=t.map(i=>i.from==="visitor"?this.#i.asked(i):this.#i.reply(i)),s=this.#S()??e.at(-1);s&&this.#h.reveal(s)}failed({id:t},e,s){let i=this.#t.say(e,{wait:this.#t.wait(s)});this.#d.add(t),this.#R(`${t} ${i}`,i);let n=this.#i.note(t,i,{wrong:!0,retry:e!=="busy"});n&&this.#h.reveal(n)}expired(t){let e=this.#t.say("expired");this.#i.line(e,t),this.#l.say(e)}returned({id:t,text:e,button:s,rating:i},n){let a=`${this.#t.say("notSent")} ${n}`;this.#i.note(t,a,{wrong:!0}),this.#l.say(a),!s&&!i&&!this.#o.text&&(this.#o.text=e)}off(t){this.#a.tell("back"),this.#a.tell("off",t||this.#t.say("off"),this.#t.say("danger"))}on(){this.#a.tell("off"),this.#a.tell("back",this.#t.say("back"))}away(){this.#a.tell("away",this.#t.say(navigator.onLine?"unreachable":"offline"))}recovered(){this.#a.tell("away")}left(t){let e=this.#t.say(t?"endedMore":"endedSoon");!this.#m||this.#m.textContent===e||(this.#m.textContent=e,this.#l.say(e))}#k(t,e){let s=this.#i.asked(t);return this.#r.fold(!0),e&&this.#i.note(t.id,this.#t.say("queued")),s}#S(){let t=null,e=!1;for(let s of this.#s.unsent){let{id:i,rating:n,failed:a}=s;n?this.#i.rated(n.reply,n.helpful,i):t=this.#k(s,e),a?this.#i.note(i,this.#t.say(p),{wrong:!0,retry:!0}):e=!0}return t}#C(t,e){this.#i.typing(this.#t.say(e)),this.#h.toEnd(),this.#R(`${t} ${e}`,this.#t.say(e))}#M(t){this.#p+=t,this.#p&&this.#r.badge(this.#t.count("unread",this.#p))}#R(t,e){this.#d.has(t)||this.#l.say(e),this.#d.add(t)}};var G={title:"Ask a question",safety:"In an emergency, call 999. For medical help that is not an emergency, call 111.",safetyShort:"Emergency: 999. Medical help: 111.",welcome:"Hello. I’m a computer program that answers questions from our website. What would you like to know?",close:"Close",options:"Options","unread.one":"{count} new reply","unread.other":"{count} new replies",conversation:"Conversation",you:"You",bot:"Assistant",urgent:"Important: get help now",source:"Source:",newTab:"(opens in a new tab)",follow:"Follow-up questions","choices.one":"{count} choice.","choices.other":"{count} choices.",helpful:"Was this helpful?",yes:"Yes",yesMore:"this was helpful",no:"No",noMore:"this was not helpful",saidYes:"You said that this was helpful.",saidNo:"You said that this was not helpful.",typing:"Typing a reply…",slow:"Still working on it…",label:"Your question",hint:"Please don’t give personal details, such as your name or NHS number.",hintShort:"No personal details.",send:"Send",empty:"Type a question first.","left.one":"You have {count} character left.","left.other":"You have {count} characters left.","over.one":"Your question is {count} character too long. You can send it in two parts.","over.other":"Your question is {count} characters too long. You can send it in two parts.",offline:"You’re offline. You can go on typing: we’ll send it when you’re back.",unreachable:"We can’t reach the chat at the moment. We’ll keep trying.",off:"The chat is closed at the moment.",danger:"If someone’s life is in danger, call 999. We’ll still reply about that.",back:"The chat is back.",queued:"Waiting to be sent.",notSent:"Not sent.",failed:"Not sent: something went wrong at our end.",closed:"Not sent: the chat is closed.",busy:"We’re getting a lot of questions. We’ll send this one {wait}.",retry:"Try again",expired:"Your earlier messages have been deleted from our server. You can go on asking.",save:"Save this conversation",saved:"The conversation is saved as a file.",file:"conversation.txt",print:"Print this conversation",restart:"Start again",restartAsk:"Start again?",restartMore:"This deletes your conversation here and on our server.",restartYes:"Yes, start again",end:"End chat",endAsk:"End this chat?",endMore:"This deletes your conversation here and on our server.",endYes:"Yes, end chat",goBack:"Go back",ended:"You’ve ended the chat",endedMore:"Your conversation has been deleted.",endedSoon:"Your conversation has been deleted here. It’s deleted on our server as soon as we can reach it.",again:"Start a new chat"};var It=/^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i,W=class{#e;constructor(t,...e){this.language=t,this.direction=It.test(t)?"rtl":"ltr",this.#e=Object.assign({},G,...e)}say(t,e={}){return this.#t(t,e)}count(t,e){let s=`${t}.${new Intl.PluralRules(this.language).select(e)}`;return this.#t(s in this.#e?s:`${t}.other`,{count:e})}wait(t){let e=new Intl.RelativeTimeFormat(this.language,{numeric:"always"});return t<90?e.format(t,"second"):e.format(Math.ceil(t/60),"minute")}#t(t,e){return String(this.#e[t]).replace(/\{(\w+)\}/g,(s,i)=>String(e[i]??s))}};var j=class extends HTMLElement{#e=this.attachShadow({mode:"open"});#t={};#s=null;get texts(){return this.#t}set texts(t){this.#t=t,this.isConnected&&this.connectedCallback()}open(){this.#s?.open()}close(){this.#s?.close()}async connectedCallback(){this.#n();let{colour:t,language:e="en",position:s,server:i=new URL(import.meta.url).origin,texts:n,title:a}=this.dataset,h=n?await Yt(n):{};if(!this.isConnected)return;this.disconnectedCallback();let l=new W(e,h,a?{title:a}:{},this.#t),x=s??(l.direction==="rtl"?"left":"right");this.lang=e,this.#e.adoptedStyleSheets=tt(P(t)),this.#s=new B(this.#e,l,i),this.#s.start(x)}#n(){Object.hasOwn(this,"texts")&&(this.#t=this.texts,Reflect.deleteProperty(this,"texts"))}disconnectedCallback(){this.#s?.stop(),this.#s=null}};async function Yt(o){try{return await(await fetch(o)).json()}catch{return console.warn(`centre-guide: no texts at ${o}`),{}}}function qt(){let o=[...document.scripts].find(e=>e.src===import.meta.url);if(!o||document.querySelector("centre-guide"))return;let t=document.createElement("centre-guide");Object.assign(t.dataset,o.dataset),document.body.append(t)}customElements.define("centre-guide",j);qt();export{j as CentreGuide,G as TEXTS};
