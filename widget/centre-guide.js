// Version f913bd115d4e. Made from widget/src by "make widget": change it there.
function r(n,t={},...e){let s=document.createElement(n);for(let[i,o]of Object.entries(t))typeof o=="function"?s.addEventListener(i,o):o!==!1&&s.setAttribute(i,o===!0?"":String(o));return s.append(...e),s}function c(n,t,e={}){return r("button",{type:"button",click:t,...e},n)}function v(n){let t=n.getRootNode();return t instanceof ShadowRoot?t.activeElement:null}function k(n){return n.contains(v(n))}function z(n,t){n&&k(n)&&t.focus({preventScroll:!0}),n?.remove()}var Q=/https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g,St=new RegExp(`${Q.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`,"g"),Et=/^[•-] /;function Tt(n){let t=[],e=n.split(/\n\s*\n/).flatMap(s=>s.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));for(let s of e.filter(i=>i.trim())){let i=t.at(-1);Et.test(s)?Array.isArray(i)?i.push(s.slice(2)):t.push([s.slice(2)]):t.push(s)}return t}function Z(n,t){let e=[],s=0;for(let{0:i,index:o}of n.matchAll(t?St:Q))e.push({text:n.slice(s,o)},{text:i,href:$t(i)}),s=o+i.length;return[...e,{text:n.slice(s)}].filter(i=>i.text)}function $t(n){return n.startsWith("https:")?URL.canParse(n)?n:void 0:`tel:${n.replace(" ","")}`}function tt(n){let t=Z(n,!0).flatMap(({text:e,href:s})=>s?.startsWith("tel:")?[{text:e,href:s}]:[]);return t.filter(({href:e},s)=>t.findIndex(i=>i.href===e)===s)}function y(n,t,e=!1){return Z(n,e).map(({text:s,href:i})=>i?At(s,i,t):s)}function At(n,t,e){return t.startsWith("tel:")||new URL(t).origin===location.origin?r("a",{href:t},n):r("a",{href:t,target:"_blank",rel:"noopener noreferrer"},`${n} ${e.say("newTab")}`)}function S(n,t){let e=r("span",{class:"whole"},...y(t.say(n),t,n==="safety")),s=r("span",{class:"short"},...y(t.say(`${n}Short`),t,n==="safety"));return[e,s]}function U(n,t,e=!1){let s=Tt(n).map(o=>Array.isArray(o)?r("ul",{dir:"auto"},...o.map(h=>r("li",{},...y(h,t,e)))):r("p",{dir:"auto"},...y(o,t,e))),i=s.at(-1);return i?.textContent?.startsWith(t.say("source"))&&(i.className="source muted"),s}var E=class{#s;#t;#e;node=r("div",{class:"alarm",role:"group","aria-labelledby":"alarm",hidden:!0});constructor(t,e,s){this.#s=t,this.#t=e,this.#e=s}show(t){let e=tt(t),[s]=e,i=s?this.#s.say("alarm",{number:s.text}):this.#s.say("urgent"),o=c(this.#s.say("alarmClose"),()=>this.#i()),h=e.map(({text:l,href:d})=>this.#n(l,d)),a=r("div",{class:"alarm-head"},r("h3",{id:"alarm"},i),o);this.node.replaceChildren(a,r("div",{class:"calls"},...h)),this.node.hidden=!1}hide(){this.node.hidden=!0}#i(){this.#e.focus({preventScroll:!0}),this.hide(),this.#t()}#n(t,e){let s=this.#s.say("call",{number:t}),i=[r("span",{class:"words"},s),r("span",{class:"number"},t)];return r("a",{class:"call",href:e,"aria-label":s},...i)}};var Lt=1e4,T=class{#s;inside=et();beside=et();constructor(t){this.#s=t}say(t,e=!1){let s=r("p",{},t),[i,o]=this.#s()?this.inside:this.beside;(e?o:i).append(s),setTimeout(()=>s.remove(),Lt)}};function et(){return[st("polite"),st("assertive")]}function st(n){return r("div",{class:"unseen","aria-live":n,"aria-relevant":"additions"})}var it=500,nt=400,Ct=1e3,$=class{#s;#t;#e;constructor(t,e){this.#s=t,this.#t=e,this.box=r("textarea",{id:"box",rows:1,autocomplete:"off",enterkeyhint:"send","aria-describedby":"hint error",input:()=>this.#h(),keydown:i=>this.#i(i)}),this.count=r("p",{class:"muted",hidden:!0}),this.error=r("p",{class:"error",id:"error",hidden:!0});let s=r("button",{class:"main"},t.say("send"));this.form=r("form",{novalidate:!0,submit:i=>this.#n(i)},r("div",{class:"told"},r("label",{for:"box"},t.say("label")),r("p",{id:"hint",class:"hint muted"},...S("hint",t))),this.error,r("div",{class:"row"},this.box,s),this.count)}get text(){return this.box.value}set text(t){this.box.value=t,this.#h()}grow(){this.box.style.height="",this.box.scrollHeight>this.box.clientHeight&&(this.box.style.height=`${this.box.scrollHeight+4}px`)}#i(t){t.key!=="Enter"||t.shiftKey||t.isComposing||(t.preventDefault(),this.form.requestSubmit())}#n(t){t.preventDefault();let e=this.text.trim(),s=this.#a()-it;if(!e||s>0)return this.#o(e?this.#s.count("over",s):this.#s.say("empty"));this.text="",this.#t.send(e)}#o(t){this.#r(t),this.#t.tell(t),this.box.focus()}#r(t){this.error.textContent=t,this.error.hidden=!t,t&&(this.count.hidden=!0),this.box.setAttribute("aria-invalid",String(!!t))}#h(){this.grow();let t=this.#a(),e=t-it,s=e>0?this.#s.count("over",e):this.#s.count("left",-e),i=e>0&&!this.error.hidden;this.#r(i?s:""),this.count.textContent=s,this.count.hidden=i||t<nt,clearTimeout(this.#e),t>=nt&&(this.#e=setTimeout(()=>this.#t.tell(s),Ct)),this.#t.typed(this.text)}#a(){return[...this.text.trim()].length}};var x="closed";function G(n){return{id:Nt(),text:"",...n}}function Nt(){let n=crypto.getRandomValues(new Uint8Array(16)).map((e,s)=>s===6?e&15|64:s===8?e&63|128:e);return Array.from(n,e=>e.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var It={400:"refused",401:"expired",409:"refused",413:"refused",429:"busy",502:"away",503:"away",504:"away"},f=class n extends Error{constructor(t,e="",s=0){super(t),this.kind=t,this.sentence=e,this.seconds=s}static from(t,e){let s=typeof e?.error=="string"?e.error:"",i=t.status===503&&e?.off?"off":It[t.status]??"broken";return new n(i,s,Mt(t.headers.get("Retry-After")))}};function Mt(n){let t=Number(n??NaN)||(Date.parse(n??"")-Date.now())/1e3||10;return Math.ceil(Math.min(Math.max(t,1),3600))}var A=class{#s;#t;constructor(t){this.#s=`${t.replace(/\/+$/,"")}/webhooks/website`}start(){return this.#e("POST","/sessions",{gives:"token"})}history(t){return this.#e("GET","/messages",{token:t,gives:"messages"})}send(t,{id:e,text:s,button:i,rating:o}){let h=i?{id:e,button:i}:o?{id:e,rating:o}:{id:e,text:s};return this.#e("POST","/messages",{token:t,body:h,gives:"replies"})}end(t){return this.#e("DELETE","/session",{token:t})}cancel(){this.#t?.abort("cancelled")}async#e(t,e,{token:s,body:i,gives:o}){let h=this.#t=new AbortController,a=setTimeout(()=>h.abort("away"),3e4),l={};s&&(l.Authorization=`Bearer ${s}`),i&&(l["Content-Type"]="application/json");let d={method:t,headers:l,body:JSON.stringify(i),signal:h.signal,cache:"no-store"},u,w;try{u=await fetch(this.#s+e,d),w=await u.text()}catch{throw new f(h.signal.reason??"away")}finally{clearTimeout(a)}let g=Ot(w);if(!u.ok)throw f.from(u,g);if(o&&!g?.[o])throw new f("broken");return g}};function Ot(n){try{return JSON.parse(n)}catch{return null}}var Rt=30,Yt=15,Dt=4,L=class{#s;#t;#e;#i=!1;#n=!1;#o=!1;#r;#h=!1;#a=!1;#l=!1;#d=0;#u;#c=0;constructor(t,e,s){this.#s=t,this.#t=e,this.#e=s,this.#r=!e.token;for(let i of e.unsent)i.failed=i.failed===x&&x;this.#f()}begin(){this.#o=this.#l=!0,this.#f()}add(t){this.#t.keep({unsent:[...this.#t.unsent,t]});let e=this.#p();e>0&&this.#e.failed(t,"busy",Math.ceil(e/1e3)),this.#o=!0,this.#f()}retry(t){let e=this.#t.unsent.find(s=>s.id===t);if(e?.failed){let s=this.#t.unsent.filter(i=>i!==e);this.#t.keep({unsent:[...s,{...e,failed:!1}]})}this.resume()}resume(){this.#d=0,this.#f()}end(){let{token:t,leaving:e}=this.#t;this.#t.keep({token:null,unsent:[],leaving:t?[...e,t]:e}),this.#o=this.#a=!1,this.#r=!0,this.#s.cancel(),this.#f()}stop(){this.#n=!0,clearTimeout(this.#u),this.#s.cancel()}#p(){return this.#c-Date.now()}async#f(){if(this.#i||this.#p()>0)return;this.#i=!0,clearTimeout(this.#u);let t=0;try{for(let e;!t&&(e=this.#b());)t=await this.#E(e)}finally{this.#i=!1}t||=this.#a?Yt:0,t&&(this.#u=setTimeout(()=>this.#m(),t*1e3*(1+Math.random()/5)))}#m(){this.#l||=this.#a,this.#f()}async#E(t){try{await t.act()}catch(e){if(!(e instanceof f))throw e;return this.#n?0:this.#v(e,t)}return this.#d=0,this.#e.recovered(),0}#b(){let{token:t,unsent:e,leaving:s}=this.#t,i=e.find(a=>!a.failed),[o]=s;return this.#n?null:this.#o&&!t?{act:()=>this.#T(),message:i,kind:"starts"}:this.#o&&t&&!this.#r?{act:()=>this.#y(t),message:i,kind:"renews"}:this.#o&&t&&i?{act:()=>this.#A(t,i),message:i,kind:"sends"}:o?{act:()=>this.#L(o),kind:"leaves"}:this.#o&&this.#l&&this.#e.watched&&t?{act:()=>this.#$(t),kind:"renews"}:null}async#T(){let{token:t,off:e}=await this.#s.start();this.#t.token||this.#t.keep({token:t}),this.#g(e)}async#y(t){let{messages:e,off:s}=await this.#s.history(t);this.#r||(this.#r=this.#h=!0,this.#e.restored(e),this.#g(s))}async#$(t){let{off:e}=await this.#s.history(t);this.#h=!0,this.#g(e)}async#A(t,e){this.#e.sending(e);try{let{replies:s}=await this.#s.send(t,e);if(!this.#t.unsent.includes(e))return;this.#h=!0,this.#l||=this.#a,this.#x(e),this.#e.settled(),this.#e.answered(e,s)}finally{this.#e.settled()}}async#L(t){try{await this.#s.end(t)}catch(e){if(!(e instanceof f&&["expired","refused"].includes(e.kind)))throw e}this.#t.keep({leaving:this.#t.leaving.slice(1)}),this.#e.left(!0)}#g(t){if(t)return this.#w(t);this.#a&&this.#e.on(),this.#l=this.#a=!1}#w(t){this.#l=!1,this.#a=!0,this.#e.off(t)}#x(t){this.#t.keep({unsent:this.#t.unsent.filter(e=>e.id!==t.id)})}#v({kind:t,sentence:e,seconds:s},{message:i,kind:o}){let h=o==="sends";return t==="cancelled"?0:t==="expired"&&(h?this.#h:o==="renews")?this.#C():i&&h&&t==="refused"?this.#k(i,e):i&&h&&t==="off"?this.#S(i,e):(t==="busy"&&(this.#c=Date.now()+s*1e3),o==="leaves"?this.#e.left(!1):i?this.#e.failed(i,Wt(t),s):this.#e.away(),t==="busy"?s:(this.#d+=1,!i||t==="away"||this.#d<Dt?Math.min(2**(this.#d-1),Rt):(i.failed=!0,this.#d=0,0)))}#C(){let t=this.#t.unsent.filter(({rating:e})=>!e).map(({id:e,text:s,failed:i})=>({id:e,text:s,failed:i}));return this.#t.keep({token:null,unsent:t}),(this.#h||!this.#r)&&this.#e.expired(t[0]),this.#r=!0,this.#h=!1,0}#k(t,e){return this.#x(t),this.#e.returned(t,e),0}#S(t,e){return t.failed=x,this.#t.keep({}),this.#d=0,this.#w(e),this.#e.failed(t,x,0),this.#e.recovered(),0}};function Wt(n){return n==="busy"?"busy":n==="away"?"notSent":"failed"}var C=class{#s;#t;node=r("div",{class:"ask",hidden:!0});optional=!1;constructor(t,e){this.#s=t,this.#t=e}pose(t,e,...s){let i=r("h3",{tabindex:-1},t),o=r("p",{},e);return this.node.replaceChildren(i,o,r("div",{},...s)),this.node.hidden=!1,this.#t.form.hidden=!0,this.optional=!1,i.focus(),o}confirm(t,e,s){let i=this.#s.say.bind(this.#s),o=c(i(`${t}Yes`),e,{class:"main danger"}),h=c(i("goBack"),()=>this.settle(s),{class:"plain"});this.pose(i(`${t}Ask`),i(`${t}More`),o,h),this.optional=!0}settle(t=this.#t.box){this.optional=!1,this.node.hidden=!0,this.#t.form.hidden=!1,this.#t.grow(),t.focus()}};var qt=400,Bt=5e3,N=class{#s;#t;#e;#i;#n=new Set;#o=[];constructor(t,e,s,i){this.#s=t,this.#t=e,this.#e=s,this.#i=i}sending({id:t,rating:e}){e||(this.#n.has(t)||this.#e.note(t,""),this.#o=[setTimeout(()=>this.#r(t,"typing"),qt),setTimeout(()=>this.#r(t,"slow"),Bt)])}settled(){this.#o.forEach(clearTimeout),this.#e.typing("")}answered({id:t}){this.#e.note(t,""),this.#n.delete(t)}queued({id:t}){this.#e.note(t,this.#s.say("queued"))}closed({id:t}){this.#e.note(t,this.#s.say(x),{wrong:!0,retry:!0})}failed({id:t},e,s){let i=e==="notSent"&&!navigator.onLine,o=this.#s.say(i?"queued":e,{wait:this.#s.wait(s)});this.#n.add(t),this.#h(`${t} ${o}`,o);let h=this.#e.note(t,o,i?{}:{wrong:!0,retry:e!=="busy"});h&&this.#i.reveal(h)}returned({id:t},e){let s=`${this.#s.say("notSent")} ${e}`;this.#e.note(t,s,{wrong:!0}),this.#t.say(s)}again(t){for(let e of this.#n)e.startsWith(`${t} `)&&this.#n.delete(e);this.#e.last(t)}#r(t,e){this.#e.typing(this.#s.say(e)),this.#i.toEnd(),this.#h(`${t} ${e}`,this.#s.say(e))}#h(t,e){this.#n.has(t)||this.#t.say(e),this.#n.add(t)}};var I=class{#s;#t;#e;#i=null;constructor(t,e,s){this.#s=t,this.#t=e,this.#e=s}get shown(){return this.#i!==null}show(t){let e=c(this.#s.say("again"),t,{class:"main"});this.#e.settle(),this.#i=this.#e.pose(this.#s.say("ended"),"",e)}hide(){this.#i=null,this.#e.settle()}tell(t){let e=this.#s.say(t?"endedMore":"endedSoon");!this.#i||this.#i.textContent===e||(this.#i.textContent=e,this.#t.say(e))}};var Ht=3,jt=.25,_t=72,M=class{#s=null;#t=0;constructor(t,e){let s={role:"region","aria-label":t.say("conversation"),tabindex:0};this.node=r("div",{class:"log",...s},e),this.newest=c("↓",()=>this.#e(e),{class:"newest","aria-label":t.say("newest"),hidden:!0}),this.node.addEventListener("scroll",()=>this.#i());let i=new ResizeObserver(()=>{this.#n(),this.#i()});i.observe(this.node),i.observe(e)}get atEnd(){return this.node.scrollHeight-this.node.scrollTop-this.node.clientHeight<_t}reveal(t){this.#s=t;let e=Ht*parseFloat(getComputedStyle(this.node).fontSize),s=Math.min(e,jt*this.node.clientHeight);this.node.scrollTop+=t.getBoundingClientRect().top-this.node.getBoundingClientRect().top-s,this.#t=this.node.clientHeight}again(){this.#s&&this.reveal(this.#s)}forget(){this.#s=null}toEnd(){this.node.scrollTop=this.node.scrollHeight}#e(t){this.toEnd(),t.lastElementChild.focus({preventScroll:!0})}#i(){this.newest.hidden=this.atEnd}#n(){let t=this.node.clientHeight;this.#t&&t&&(this.node.scrollTop+=this.#t-t),this.#t=t}};var O=class{#s;token=null;unsent=[];leaving=[];draft="";times={};alarm="";open=!1;constructor(t){this.#s=t,Object.assign(this,this.#t())}keep(t){Object.assign(this,t);try{sessionStorage.setItem(this.#s,JSON.stringify(this))}catch{}}stamp(t){this.keep({times:{...this.times,[t]:Date.now()}})}#t(){try{return JSON.parse(sessionStorage.getItem(this.#s)??"null")}catch{return null}}};var R=class{constructor(t,e){let s={"aria-expanded":"false","aria-controls":"menu"};this.button=c(t.say("options"),()=>this.#e(!this.opened),s);let i=e.map(([o,h])=>r("li",{},c(t.say(o),()=>this.#s(h))));this.list=r("ul",{id:"menu",class:"menu",role:"list",hidden:!0},...i),this.button.addEventListener("focusout",o=>this.#t(o)),this.list.addEventListener("focusout",o=>this.#t(o))}get opened(){return!this.list.hidden}close(){this.#e(!1),this.button.focus()}#s(t){this.close(),t()}#t({relatedTarget:t}){!(t instanceof Node)||t===this.button||this.list.contains(t)||this.#e(!1)}#e(t){this.list.hidden=!t,this.button.setAttribute("aria-expanded",String(t))}};var Y=class{#s;#t;#e;#i={};node=r("div",{class:"notice",hidden:!0});constructor(t,e,s){this.#s=t,this.#t=e,this.#e=s}tell(t,...e){let s=e.join(`
`);s!==(this.#i[t]??"")&&(s&&this.#t.say(s),this.#i[t]=s,this.#n(Object.values(this.#i).flatMap(i=>i.split(`
`))))}clear(){this.#i={},this.#n([])}#n(t){k(this.node)&&this.#e.focus({preventScroll:!0});let e=t.filter(s=>s.trim());this.node.replaceChildren(...e.map(s=>r("p",{dir:"auto"},...y(s,this.#s,!0)))),this.node.hidden=!e.length}};var ot="http://www.w3.org/2000/svg",Ft="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z",D=class{#s;#t;constructor(t,e){this.#s=t,this.#t=r("span",{},t),this.button=c(zt(),e,{class:"launcher","aria-haspopup":"dialog"}),this.button.append(this.#t)}badge(t){this.#t.textContent=t?`${this.#s} (${t})`:this.#s,this.button.classList.toggle("tells",!!t)}};function zt(){let n=document.createElementNS(ot,"svg"),t=document.createElementNS(ot,"path");return n.setAttribute("viewBox","0 0 24 24"),n.setAttribute("aria-hidden","true"),t.setAttribute("d",Ft),n.append(t),n}var p="#212b32",m="#ffffff",P="#005eb8";function K(n=P){let t=/^#[\da-f]{6}$/i.test(n)?n:P,e=[m,p].find(s=>at(t,s)>=4.5);return e?{colour:t,text:e,accent:e===m?t:p,lit:Ut(t)}:K(P)}function at(n,t){let[e,s]=[rt(n),rt(t)];return(Math.max(e,s)+.05)/(Math.min(e,s)+.05)}function Ut(n){let t=n;for(let e=.1;at(t,p)<4.5;e+=.1)t=`#${[1,3,5].map(i=>{let o=parseInt(n.slice(i,i+2),16);return Math.round(o+(255-o)*e).toString(16).padStart(2,"0")}).join("")}`;return t}function rt(n){return V(n,1)*.2126+V(n,3)*.7152+V(n,5)*.0722}function V(n,t){let e=parseInt(n.slice(t,t+2),16)/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var J="(max-width: 40em), (max-height: 30em)",b="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);",Gt=`
:host {
  --ink: ${p}; --paper: ${m}; --page: #f0f4f5; --muted: #4c6272; --line: #d8dde0; --edge: #4c6272; --wrong: #d5281b;
  all: initial; display: block;
}
@media screen and (prefers-color-scheme: dark) {
  :host {
    --ink: #f0f4f5; --paper: ${p}; --page: #10171c; --muted: #b8c2c9; --line: #4c6272; --edge: #98a5ae; --wrong: #ff9c8f;
  }
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
section {
  all: initial; display: block; color: var(--ink); color-scheme: light dark; overflow-wrap: anywhere;
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

.unseen { ${b} white-space: pre-line; }
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
.alarm-head { display: flex; align-items: center; padding-inline: 14px 4px; background: #d5281b; color: ${m}; }
.alarm h3 { flex: 1; font-size: 1.25em; }
.alarm button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
.calls { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 14px; }
.call {
  flex: 1 0 auto; margin: 0; padding: 10px 14px; border: 2px solid var(--ink); border-radius: 4px; background-clip: border-box;
  color: var(--ink); font-size: 1.125em; font-weight: 600; text-align: center; text-decoration: none;
}
.call:first-child { border-color: #d5281b; background-color: #d5281b; color: ${m}; }
.call:hover { text-decoration: underline; text-underline-offset: 4px; }
.number { display: none; }

.log {
  position: relative; flex: 1 1 0; min-height: 6em; padding: 12px 16px;
  overflow-y: auto; scroll-padding: 12px; overscroll-behavior: contain;
}
.messages { display: grid; gap: 12px; }
.messages > li { justify-self: start; max-width: 100%; }
.who { display: flex; gap: 8px; margin-bottom: 2px; }
.who h3 { font-weight: 400; }
.said { padding: 8px 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); }
.said > * + * { margin-top: 8px; }
.said ul { padding-inline-start: 20px; list-style: disc; }
.said li + li { margin-top: 4px; }
.said p { white-space: pre-line; }
.messages > .visitor { justify-self: end; max-width: 90%; }
.visitor .who { justify-content: end; }
.visitor .said {
  width: fit-content; margin-inline-start: auto; border-color: var(--colour);
  background: var(--colour); color: var(--text);
}
.visitor .note { text-align: end; }
.urgent .said { border: 2px solid #d5281b; }
.urgent strong { display: block; margin: -8px -12px 0; padding: 6px 12px; background: #d5281b; color: ${m}; }
.aside { padding-inline-start: 16px; border-inline-start: 4px solid var(--edge); }
.note { margin-top: 4px; }
.note.wrong { color: var(--wrong); font-weight: 600; }
.note button { margin-block: -10px; padding: 8px; color: var(--accent); text-decoration: underline; font-weight: 400; }
.choices { display: grid; gap: 4px; margin-top: 8px; justify-items: start; }
.choices button { border-color: var(--accent); background: var(--paper); color: var(--accent); }
.choices button:hover, .rating button:hover { background: var(--line); color: var(--ink); }
.under, .rating { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; }
.under { margin-top: 4px; }
.rated:not(:last-child) { flex: 1 0 100%; }
.copy { padding: 8px; color: var(--accent); text-decoration: underline; text-underline-offset: 4px; }
.copy:first-child { margin-inline-start: -8px; }
.newest {
  position: relative; align-self: end; margin: -52px 16px 8px; border-color: var(--accent); border-radius: 50%;
  background: var(--paper); color: var(--accent); font-size: 1.25em; text-align: center; box-shadow: 0 2px 8px #0006;
}
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
.main { margin-bottom: 4px; background: #007f3b; color: ${m}; font-weight: 600; box-shadow: 0 4px #00401e; }
.main:hover { background: #00662f; }
.danger { background: #d5281b; box-shadow: 0 4px #6b140e; }
.danger:hover { background: #aa2016; }
.plain { border-color: var(--accent); color: var(--accent); }

:is(button, a, h2, h3, p):focus:focus-visible {
  background-color: #ffeb3b; color: ${p}; border-color: transparent; box-shadow: 0 4px ${p}; outline-offset: -4px;
}
a:focus:focus-visible { box-shadow: none; text-decoration-thickness: 4px; }
:is(li, .log):focus-visible { box-shadow: inset 0 0 0 4px #ffeb3b, inset 0 0 0 6px ${p}; outline-offset: -4px; }

@media (prefers-reduced-motion: no-preference) {
  .typing::before { animation: pulse 1s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 0.2; } }
}
@media ${J} {
  dialog, .left dialog {
    inset: 0; width: 100%; height: var(--viewport, 100dvh); border: 0; border-radius: 0; box-shadow: none;
  }
  .launcher { right: 16px; bottom: 16px; }
  .left .launcher { left: 16px; }
}
@media (max-height: 30em) {
  .launcher:not(.tells) { padding: 10px; }
  .launcher:not(.tells) span { ${b} }
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
  .alarm h3 { ${b} }
  .calls { flex: 1; flex-wrap: nowrap; gap: 4px; padding: 2px 8px; }
  .call { padding: 8px; font-size: 1em; }
}
@container (max-width: 36em) and (max-height: 24em) {
  .words { ${b} }
  .number { display: inline; }
}
@container (max-height: 20em) {
  .newest { display: none; }
  .notice { flex: none; max-height: none; }
  .hint { ${b} }
}
@container (min-height: 15em) and (max-height: 20em) {
  .top:has(> .alarm:not([hidden])) .safety { display: none; }
}
@container (max-height: 15em) {
  .log, .ask, form { order: 1; }
  .told { ${b} }
}
@container (max-width: 36em) and (max-height: 15em) {
  h2 { ${b} }
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
  section, button, .alarm, .choices, .under, .typing, .notice, .ask, form { display: none !important; }
  :host([data-printing]) section { display: block !important; }
  dialog[open] {
    position: absolute; inset: 0 0 auto; display: block; container-type: normal; width: auto; height: auto; overflow: visible;
    border: 0; box-shadow: none;
  }
  .log { overflow: visible; }
  .messages { display: block; }
  .messages > li { max-width: none; margin-bottom: 16px; break-inside: avoid; }
  .said, .said strong, header { background: none !important; color: inherit !important; }
}
`;function ht({colour:n,text:t,accent:e,lit:s}){let i=`:host { --colour: ${n}; --text: ${t}; --accent: ${e}; }`,o=`@media screen and (prefers-color-scheme: dark) { :host { --accent: ${s}; } }`;return[W(Gt),W(i+o)]}function W(n){let t=new CSSStyleSheet;return t.replaceSync(n),t}var q=class{#s;#t;#e=matchMedia(J);#i;#n;#o;constructor(t,e,s,i){this.#s=e,this.#t=s;let{menu:o,alarm:h,log:a,notices:l,decision:d,composer:u,announcer:w}=e,g=t.say("title");this.#i=new D(g,()=>this.open()),this.#n=r("h2",{id:"title",tabindex:-1},g);let xt=r("p",{id:"safety",class:"safety"},...S("safety",t)),bt=c(t.say("close"),()=>this.close()),yt=r("header",{},this.#n,xt,o.button,o.list,bt),wt=[r("div",{class:"top"},yt,h.node),a.node,a.newest,l.node,d.node,u.form,...w.inside];this.#o=r("dialog",{"aria-labelledby":"title","aria-describedby":"safety"},...wt);let{language:vt,direction:kt}=t;this.frame=r("section",{lang:vt,dir:kt,"aria-label":g}),this.frame.append(this.#i.button,this.#o,...w.beside),this.#r(i)}get opened(){return this.#o.open}get roomy(){return!this.#e.matches}open(){if(this.opened)return;this.show();let{form:t,box:e}=this.#s.composer;(this.roomy&&!t.hidden?e:this.#n).focus()}show(){this.#i.button.hidden=!0,this.badge(""),this.#h(),this.#s.composer.grow(),this.#s.log.again(),this.#t(!0)}close(){this.opened&&this.#o.close(),this.#d()}badge(t){this.#i.badge(t)}fold(t){this.#o.classList.toggle("folded",t)}#r(t){this.#o.addEventListener("keydown",e=>e.key==="Escape"&&this.#u(e)),this.#o.addEventListener("cancel",e=>this.#u(e)),this.#o.addEventListener("close",()=>this.#d()),this.#e.addEventListener("change",()=>this.#a(),{signal:t}),visualViewport?.addEventListener("resize",()=>this.#l(),{signal:t})}#h(){this.#l(),this.#e.matches?this.#o.showModal():this.#o.open=!0}#a(){if(!this.opened||this.#o.matches(":modal")===this.#e.matches)return;let t=v(this.#o);this.#o.close(),this.#h(),t?.focus(),this.#s.composer.grow()}#l(){!visualViewport||visualViewport.scale>1?this.#o.style.removeProperty("--viewport"):this.#o.style.setProperty("--viewport",`${visualViewport.height}px`)}#d(){this.opened||!this.#i.button.hidden||(this.#i.button.hidden=!1,this.#i.button.focus(),this.#t(!1))}#u(t){t.preventDefault();let{menu:e,decision:s}=this.#s;e.opened?e.close():s.optional?s.settle(e.button):this.close()}};var Pt=`@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body :not(centre-guide, :has(centre-guide)) { display: none !important; }
}`;function lt(n){let t=W(Pt);document.adoptedStyleSheets=[...document.adoptedStyleSheets,t],n.toggleAttribute("data-printing",!0);let e=()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.filter(s=>s!==t),n.removeAttribute("data-printing")};addEventListener("afterprint",e,{once:!0}),print()}var Vt=1e4;function ct(n,t){let e=new Date().toLocaleString(t.language,{dateStyle:"long",timeStyle:"short"}),s=`${t.say("title")}
${e}

${n}`,i=URL.createObjectURL(new Blob([s],{type:"text/plain;charset=utf-8"}));r("a",{href:i,download:t.say("file")}).click(),setTimeout(()=>URL.revokeObjectURL(i),Vt)}function dt({text:n,kind:t,buttons:e=[]},s){let i=[n.replace(/^[•-] /gm,"")];return t==="urgent"&&i.unshift(`${s.say("urgent")}.`),e.length&&i.push(s.count("choices",e.length)),i.join(`
`)}var Kt=4e3;function pt(n,t,e){if(!navigator.clipboard)return[];let s=r("span",{},t.say("copy")),o=c(s,async()=>{let h=await navigator.clipboard.writeText(n).then(()=>!0,()=>!1),a=t.say(h?"copied":"notCopied");s.textContent=a,e(a),setTimeout(()=>s.textContent=t.say("copy"),Kt)},{class:"copy"});return o.append(r("span",{class:"unseen"},t.say("copyMore"))),[o]}var ut={wrong:"reasonWrong",unclear:"reasonUnclear",other_question:"reasonOther"},B=class{#s;#t;#e;node=r("div",{class:"rating",role:"group"});constructor(t,e,s){this.#s=t,this.#t=e,this.#e=s;let i=e.say("helpful");this.node.setAttribute("aria-label",i),this.node.append(r("span",{},i),this.#i("yes",!0),this.#i("no",!1))}said({helpful:t,reason:e},s){let i=this.#t.say("why"),o=e?this.#t.say("saidWhy",{reason:this.#t.say(ut[e])}):this.#t.say(t?"saidYes":"saidNo"),h=s&&!t&&!e,a=r("p",{class:"rated muted",tabindex:-1},h?`${o} ${i}`:o),l=k(this.node);this.node.replaceChildren(a,...h?this.#n():[]),this.node.setAttribute("aria-label",h?i:this.#t.say("helpful")),l&&a.focus({preventScroll:!0})}#i(t,e){let s=c(this.#t.say(t),()=>this.#e({reply:this.#s,helpful:e}));return s.append(r("span",{class:"unseen"},this.#t.say(`${t}More`))),s}#n(){return Object.entries(ut).map(([t,e])=>{let s=t;return c(this.#t.say(e),()=>this.#e({reply:this.#s,helpful:!1,reason:s}))})}};var H=class{#s;#t;#e=new Map;#i=new Set;#n=new Map;#o=new Map;#r=null;constructor(t,e){this.#s=t,this.#t=e,this.list=r("ol",{class:"messages",role:"list"}),this.clear()}clear(){this.#e.clear(),this.#i.clear(),this.#n.clear(),this.#o.clear();let t=U(this.#s.say("welcome"),this.#s);this.list.replaceChildren(this.#l("bot",void 0,t))}asked({id:t,text:e}){let s=this.#e.get(t);if(s)return s;this.#p();let i=this.#a(t,"you",[r("p",{dir:"auto"},e)],e);return i.classList.add("visitor"),i}has({id:t}){return this.#i.has(t)}reply({id:t,text:e,kind:s,buttons:i=[],rating:o=null},h){this.#i.add(t),i.length&&this.#p();let a=s==="urgent",l=this.#a(t,"bot",U(e,this.#s,a),e,this.#h(h));a&&this.#d(l),i.length&&l.append(this.#u(i));let d=r("div",{class:"under"});return(s==="answer"||s==="decline"||o!==null)&&d.append(this.#c(t,o)),s!=="talk"&&d.append(...pt(e,this.#s,this.#t.tell)),d.hasChildNodes()&&l.append(d),l}rated({id:t,rating:e}){let s=this.#e.get(e.reply);s&&this.#e.set(t,s),this.#n.get(e.reply)?.said(e,!0)}line(t,e){this.#p(),this.list.insertBefore(r("li",{class:"aside"},t),this.#h(e))}note(t,e,{wrong:s=!1,retry:i=!1}={}){let o=this.#e.get(t),h=o?.querySelector(".note");if(!o||(h?.dataset.text??"")===e)return null;let a=r("p",{class:`note ${s?"wrong":"muted"}`,"data-text":e},e," "),l=i&&c(this.#s.say("retry"),()=>this.#t.retry(t));return l&&a.append(l),e&&o.append(a),z(h,e&&l||o),o}last(t){let e=this.#e.get(t);if(!e?.matches(".visitor:not(:last-child)"))return;let s=v(e);this.list.append(e),s?.focus()}typing(t){this.#r?.remove(),this.#r=t?r("li",{class:"typing muted"},t):null,this.#r&&this.list.append(this.#r)}toString(){return[...this.list.children].flatMap(e=>this.#o.get(e)??[]).map(({who:e,text:s})=>`${e}:
${s}
`).join(`
`)}#h(t){return(t&&this.#e.get(t.id))??null}#a(t,e,s,i,o=null){let h=this.#t.time(t),a=this.#l(e,h,s),l=this.#s.say(e);return this.#o.set(a,{who:h?`${l}, ${this.#s.time(h)}`:l,text:i}),this.#e.set(t,a),this.list.insertBefore(a,o),a}#l(t,e,s){let i=r("div",{class:"who muted"},r("h3",{},this.#s.say(t)));return e&&i.append(r("time",{datetime:new Date(e).toISOString()},this.#s.time(e))),r("li",{tabindex:-1},i,r("div",{class:"said"},...s))}#d(t){let e=this.#s.say("urgent"),s=t.querySelector(".said");t.classList.add("urgent"),s?.setAttribute("role","group"),s?.setAttribute("aria-label",e),s?.prepend(r("strong",{},e))}#u(t){let e=t.map(s=>r("li",{},c(s.title,()=>this.#t.press(s))));return r("ul",{class:"choices",role:"list","aria-label":this.#s.say("follow")},...e)}#c(t,e){let s=new B(t,this.#s,this.#t.rate);return this.#n.set(t,s),e!==null&&s.said({helpful:e},!1),s.node}#p(){for(let t of this.list.querySelectorAll(".choices")){let e=t.closest(".messages > li");z(t,e)}}};var j=class{#s;#t;#e;#i;#n;#o;#r;#h;#a;#l;#d;#u;#c;#p;#f=new AbortController;#m=0;constructor(t,e,s){this.#s=t,this.#t=e,this.#p=new T(()=>this.#c.opened),this.#e=new O(`centre-guide ${s}`),this.#n=new H(e,{press:({id:a,title:l})=>this.#y({text:l,button:a}).focus({preventScroll:!0}),rate:a=>this.#$(a),retry:a=>this.#A(a),tell:a=>this.#p.say(a),time:a=>this.#e.times[a]}),this.#o=new $(e,{send:a=>this.#T(a),typed:a=>this.#e.keep({draft:a}),tell:a=>this.#p.say(a)}),this.#r=new M(e,this.#n.list),this.#a=new N(e,this.#p,this.#n,this.#r),this.#h=new E(e,()=>this.#e.keep({alarm:""}),this.#r.node),this.#l=new Y(e,this.#p,this.#r.node),this.#d=new C(e,this.#o),this.#u=new I(e,this.#p,this.#d);let i=new R(e,[["save",()=>this.#L()],["print",()=>lt(this.#s.host)],["restart",()=>this.#d.confirm("restart",()=>this.#g(),i.button)],["end",()=>this.#d.confirm("end",()=>this.#w(),i.button)]]),{signal:o}=this.#f,h={menu:i,alarm:this.#h,log:this.#r,notices:this.#l,decision:this.#d,composer:this.#o,announcer:this.#p};this.#c=new q(e,h,a=>this.#E(a),o),this.#i=new L(new A(s),this.#e,this),addEventListener("offline",()=>this.away(),{signal:o}),addEventListener("online",()=>this.#C(),{signal:o}),document.addEventListener("visibilitychange",()=>this.#b(),{signal:o})}start(t){this.#c.frame.className=t,this.#s.replaceChildren(this.#c.frame),this.#o.text=this.#e.draft,this.#S(),this.#e.alarm&&this.#h.show(this.#e.alarm),this.#e.open&&this.#c.roomy&&this.#c.show()}stop(){this.#f.abort(),this.#i.stop(),this.settled()}open(){this.#c.open()}close(){this.#c.close()}#E(t){this.#e.keep({open:t}),this.#m=0,t&&!navigator.onLine&&this.away(),this.#b()}#b(){this.watched&&!this.#u.shown&&this.#i.begin()}#T(t){this.#y({text:t}),this.#c.roomy&&this.#o.box.focus()}#y(t){let e=G(t);this.#e.stamp(e.id);let s=this.#k(e,this.#e.unsent.some(({failed:i})=>!i));return this.#r.toEnd(),this.#i.add(e),s}#$(t){let e={...G({}),rating:t},s=this.#r.atEnd;this.#n.rated(e),s&&this.#r.toEnd(),this.#i.add(e)}#A(t){this.#a.again(t),this.#i.retry(t)}#L(){ct(String(this.#n),this.#t),this.#p.say(this.#t.say("saved"))}#g(){this.#v(),this.#x()}#w(){this.#u.show(()=>this.#x()),this.#v(),this.#n.list.hidden=!0,this.#e.leaving.length||this.left(!0)}#x(){this.#n.list.hidden=!1,this.#u.hide(),this.#i.begin(),this.#p.say(this.#t.say("welcome"))}#v(){this.#i.end(),this.#n.clear(),this.#o.text="",this.#c.fold(!1),this.#r.forget(),this.#h.hide(),this.#e.keep({alarm:"",times:{}}),this.#l.clear()}#C(){this.recovered(),this.#i.resume()}get watched(){return this.#c.opened&&!document.hidden}sending(t){this.#l.tell("back"),this.#a.sending(t)}settled(){this.#a.settled()}answered(t,e){this.#a.answered(t);let s=this.#e.unsent.find(({rating:a,failed:l})=>!a&&!l),i=e.filter(a=>!this.#n.has(a)),o=this.#r.atEnd;for(let{id:a}of i)this.#e.stamp(a);let[h]=i.map(a=>this.#n.reply(a,s));for(let a of i)this.#N(a);!t.rating&&h?this.#r.reveal(h):o&&this.#r.toEnd(),this.#c.opened||this.#I(i.length)}restored(t){this.#n.clear(),this.#c.fold(t.length>0);let e=t.map(i=>i.from==="visitor"?this.#n.asked(i):this.#n.reply(i)),s=this.#S()??e.at(-1);s&&this.#r.reveal(s)}failed(t,e,s){this.#a.failed(t,e,s)}expired(t){let e=this.#t.say("expired");this.#n.line(e,t),this.#p.say(e)}returned(t,e){this.#a.returned(t,e),!t.button&&!t.rating&&!this.#o.text&&(this.#o.text=t.text)}off(t){this.#l.tell("back"),this.#l.tell("off",t||this.#t.say("off"),this.#t.say("danger"))}on(){this.#l.tell("off"),this.#l.tell("back",this.#t.say("back"))}away(){this.#l.tell("away",this.#t.say(navigator.onLine?"unreachable":"offline"))}recovered(){this.#l.tell("away")}left(t){this.#u.tell(t)}#k(t,e){let s=this.#n.asked(t);return this.#c.fold(!0),e&&this.#a.queued(t),s}#S(){let t=null,e=!1;for(let s of this.#e.unsent){let{rating:i,failed:o}=s;i?this.#n.rated({...s,rating:i}):t=this.#k(s,e),o?this.#a.closed(s):e=!0}return t}#N(t){let e=t.kind==="urgent";this.#p.say(dt(t,this.#t),e),e&&(this.#h.show(t.text),this.#e.keep({alarm:t.text}))}#I(t){this.#m+=t,this.#m&&this.#c.badge(this.#t.count("unread",this.#m))}};var X={title:"Ask a question",safety:"In an emergency, call 999. For medical help that is not an emergency, call 111.",safetyShort:"Emergency: 999. Medical help: 111.",welcome:"Hello. I’m a computer program that answers questions from our website. What would you like to know?",close:"Close",options:"Options","unread.one":"{count} new reply","unread.other":"{count} new replies",conversation:"Conversation",you:"You",bot:"Assistant",urgent:"Important: get help now",alarm:"Call {number} now",call:"Call {number}",alarmClose:"Hide this",source:"Source:",newTab:"(opens in a new tab)",follow:"Follow-up questions","choices.one":"{count} choice.","choices.other":"{count} choices.",helpful:"Was this helpful?",yes:"Yes",yesMore:"this was helpful",no:"No",noMore:"this was not helpful",saidYes:"You said that this was helpful.",saidNo:"You said that this was not helpful.",saidWhy:"You said that this was not helpful: “{reason}”.",why:"Why not?",reasonWrong:"It’s wrong",reasonUnclear:"It’s not clear",reasonOther:"I asked something else",copy:"Copy",copyMore:"this answer",copied:"Copied",notCopied:"Couldn’t copy",newest:"Go to the newest message",typing:"Typing a reply…",slow:"Still working on it…",label:"Your question",hint:"Please don’t give personal details, such as your name or NHS number.",hintShort:"No personal details.",send:"Send",empty:"Type a question first.","left.one":"You have {count} character left.","left.other":"You have {count} characters left.","over.one":"Your question is {count} character too long. You can send it in two parts.","over.other":"Your question is {count} characters too long. You can send it in two parts.",offline:"You’re offline. You can go on typing: we’ll send it when you’re back.",unreachable:"We can’t reach the chat at the moment. We’ll keep trying.",off:"The chat is closed at the moment.",danger:"If someone’s life is in danger, call 999. We’ll still reply about that.",back:"The chat is back.",queued:"Waiting to be sent.",notSent:"Not sent.",failed:"Not sent: something went wrong at our end.",closed:"Not sent: the chat is closed.",busy:"We’re getting a lot of questions. We’ll send this one {wait}.",retry:"Try again",expired:"Your earlier messages have been deleted from our server. You can go on asking.",save:"Save this conversation",saved:"The conversation is saved as a file.",file:"conversation.txt",print:"Print this conversation",restart:"Start again",restartAsk:"Start again?",restartMore:"This deletes your conversation here and on our server.",restartYes:"Yes, start again",end:"End chat",endAsk:"End this chat?",endMore:"This deletes your conversation here and on our server.",endYes:"Yes, end chat",goBack:"Go back",ended:"You’ve ended the chat",endedMore:"Your conversation has been deleted.",endedSoon:"Your conversation has been deleted here. It’s deleted on our server as soon as we can reach it.",again:"Start a new chat"};var ft="en-GB",Jt=/^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i;function gt(n,t){let[e,s]=[mt(n),mt(t)];return e?e.region?n:s?.region&&s.language===e.language?t:e.language==="en"?ft:n:ft}function mt(n){try{return new Intl.Locale(n)}catch{return null}}var _=class{#s;constructor(t,...e){this.language=t,this.direction=Jt.test(t)?"rtl":"ltr",this.#s=Object.assign({},X,...e)}say(t,e={}){return this.#t(t,e)}count(t,e){let s=`${t}.${new Intl.PluralRules(this.language).select(e)}`;return this.#t(s in this.#s?s:`${t}.other`,{count:e})}wait(t){let e=new Intl.RelativeTimeFormat(this.language,{numeric:"always"});return t<90?e.format(t,"second"):e.format(Math.ceil(t/60),"minute")}time(t){let s=new Date(t).toDateString()===new Date().toDateString()?void 0:"short";return new Intl.DateTimeFormat(this.language,{weekday:s,hour:"2-digit",minute:"2-digit"}).format(t)}#t(t,e){return String(this.#s[t]).replace(/\{(\w+)\}/g,(s,i)=>String(e[i]??s))}};var F=class extends HTMLElement{#s=this.attachShadow({mode:"open"});#t={};#e=null;get texts(){return this.#t}set texts(t){this.#t=t,this.isConnected&&this.connectedCallback()}open(){this.#e?.open()}close(){this.#e?.close()}async connectedCallback(){this.#i();let{colour:t,language:e="en",position:s,server:i=new URL(import.meta.url).origin,texts:o,title:h}=this.dataset,a=o?await Xt(o):{};if(!this.isConnected)return;this.disconnectedCallback();let l=gt(e,document.documentElement.lang),d=new _(l,a,h?{title:h}:{},this.#t),u=s??(d.direction==="rtl"?"left":"right");this.lang=l,this.#s.adoptedStyleSheets=ht(K(t)),this.#e=new j(this.#s,d,i),this.#e.start(u)}#i(){Object.hasOwn(this,"texts")&&(this.#t=this.texts,Reflect.deleteProperty(this,"texts"))}disconnectedCallback(){this.#e?.stop(),this.#e=null}};async function Xt(n){try{return await(await fetch(n)).json()}catch{return console.warn(`centre-guide: no texts at ${n}`),{}}}function Qt(){let n=[...document.scripts].find(e=>e.src===import.meta.url);if(!n||document.querySelector("centre-guide"))return;let t=document.createElement("centre-guide");Object.assign(t.dataset,n.dataset),document.body.append(t)}customElements.define("centre-guide",F);Qt();export{F as CentreGuide,X as TEXTS};
