// Version bbf7fc303235. Made from widget/src by "make widget": change it there.
function r(n,t={},...e){let s=document.createElement(n);for(let[i,o]of Object.entries(t))typeof o=="function"?s.addEventListener(i,o):o!==!1&&s.setAttribute(i,o===!0?"":String(o));return s.append(...e),s}function d(n,t,e={}){return r("button",{type:"button",click:t,...e},n)}function $(n){let t=n.getRootNode();return t instanceof ShadowRoot?t.activeElement:null}function A(n){return n.contains($(n))}function et(n,t){n&&A(n)&&t.focus({preventScroll:!0}),n?.remove()}var dt=/https:\/\/[^\s<>"]*[^\s<>".,;:!?')\]]/g,Gt=new RegExp(`${dt.source}|(?<![\\w.+-])(?:999|111|116 123)(?!\\d|[\\w-]|\\.\\w)`,"g"),_t=/^[•-] /;function Ut(n){let t=[],e=n.split(/\n\s*\n/).flatMap(s=>s.split(/\n(?=[•-] )|(?<=^[•-] .*)\n(?![•-] )/m));for(let s of e.filter(i=>i.trim())){let i=t.at(-1);_t.test(s)?Array.isArray(i)?i.push(s.slice(2)):t.push([s.slice(2)]):t.push(s)}return t}function ut(n,t){let e=[],s=0;for(let{0:i,index:o}of n.matchAll(t?Gt:dt))e.push({text:n.slice(s,o)},{text:i,href:Wt(i)}),s=o+i.length;return[...e,{text:n.slice(s)}].filter(i=>i.text)}function Wt(n){return n.startsWith("https:")?URL.canParse(n)?n:void 0:`tel:${n.replace(" ","")}`}function pt(n){let t=ut(n,!0).flatMap(({text:e,href:s})=>s?.startsWith("tel:")?[{text:e,href:s}]:[]);return t.filter(({href:e},s)=>t.findIndex(i=>i.href===e)===s)}function E(n,t,e=!1){return ut(n,e).map(({text:s,href:i})=>i?ft(s,i,t):s)}function ft(n,t,e){return t.startsWith("tel:")||new URL(t).origin===location.origin?r("a",{href:t},n):r("a",{href:t,target:"_blank",rel:"noopener noreferrer"},`${n} ${e.say("newTab")}`)}function C(n,t){let e=r("span",{class:"whole"},...E(t.say(n),t,n==="safety")),s=r("span",{class:"short"},...E(t.say(`${n}Short`),t,n==="safety"));return[e,s]}function st(n,t,e=!1){return Ut(n).map(s=>Array.isArray(s)?r("ul",{dir:"auto"},...s.map(i=>r("li",{},...E(i,t,e)))):r("p",{dir:"auto"},...E(s,t,e)))}function mt({text:n,links:t},e){let s=t.flatMap(({title:i,address:o})=>[" ",ft(i,o,e)]);return r("p",{class:"source muted",dir:"auto"},n,...s)}var I=class{#s;#e;#t;node=r("div",{class:"alarm",role:"group","aria-labelledby":"alarm",hidden:!0});constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s}show(t){let e=pt(t),[s]=e,i=s?this.#s.say("alarm",{number:s.text}):this.#s.say("urgent"),o=d(this.#s.say("alarmClose"),()=>this.#i()),a=e.map(({text:c,href:l})=>this.#n(c,l)),h=r("div",{class:"alarm-head"},r("h3",{id:"alarm"},i),o);this.node.replaceChildren(h,r("div",{class:"calls"},...a)),this.node.hidden=!1}hide(){this.node.hidden=!0}#i(){this.#t.focus({preventScroll:!0}),this.hide(),this.#e()}#n(t,e){let s=this.#s.say("call",{number:t}),i=[r("span",{class:"words"},s),r("span",{class:"number"},t)];return r("a",{class:"call",href:e,"aria-label":s},...i)}};var Ht=1e4,M=class{#s;inside=gt();beside=gt();constructor(t){this.#s=t}say(t,e=!1){let s=r("p",{},t),[i,o]=this.#s()?this.inside:this.beside;(e?o:i).append(s),setTimeout(()=>s.remove(),Ht)}};function gt(){return[xt("polite"),xt("assertive")]}function xt(n){return r("div",{class:"unseen","aria-live":n,"aria-relevant":"additions"})}var y="closed";function it(n){return{id:Ft(),text:"",...n}}function Ft(){let n=crypto.getRandomValues(new Uint8Array(16)).map((e,s)=>s===6?e&15|64:s===8?e&63|128:e);return Array.from(n,e=>e.toString(16).padStart(2,"0")).join("").replace(/^(.{8})(.{4})(.{4})(.{4})/,"$1-$2-$3-$4-")}var Pt=Math.log(3),T=class{#s;#e;constructor(t){this.#s=t.map(({question:e,words:s})=>({question:e,own:new Set(nt(e)),also:new Set(nt(s))})),this.#e=new Set(this.#s.flatMap(({own:e,also:s})=>[...e,...s]))}find(t){let e=this.#s.map(()=>0),s=0;for(let o of nt(t)){let a=this.#t(this.#i(o)),h=a.filter(Boolean).length,c=h?Math.log(a.length/h):0;s+=c,a.forEach((l,u)=>e[u]=(e[u]??0)+l*c)}return s<Pt?[]:this.#s.flatMap(({question:o},a)=>{let h=e[a]??0;return h>s/2?[{question:o,score:h}]:[]}).sort((o,a)=>a.score-o.score).slice(0,5).map(({question:o})=>o)}#t(t){return this.#s.map(({own:e,also:s})=>t.some(i=>e.has(i))?1:t.some(i=>s.has(i))?.6:0)}#i(t){let e=[...this.#e],s=e.filter(i=>i.startsWith(t));return s.length||t.length<4?s:e.filter(i=>zt(t,i))}};function nt(n){return n.toLowerCase().replace(/['’]/g,"").match(/[\p{L}\p{N}]+/gu)??[]}function zt(n,t){let e=0;for(;e<n.length&&n[e]===t[e];)e+=1;let s=(o,a)=>t.startsWith(n.slice(o),a),i=n[e]===t[e+1]&&n[e+1]===t[e];return s(e+1,e+1)||s(e+1,e)||s(e,e+1)||i&&s(e+2,e+2)}var Vt=1e3,R=class{#s;#e;#t;#i=new T([]);#n=[];#o;#r;constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s,this.list=r("ul",{id:"suggestions",class:"suggestions",part:"suggestions",role:"listbox",hidden:!0,"aria-label":e.say("suggestions"),mousedown:o=>o.preventDefault()});let i={role:"combobox","aria-autocomplete":"list","aria-controls":"suggestions","aria-expanded":!1};for(let[o,a]of Object.entries(i))t.setAttribute(o,String(a));t.addEventListener("input",()=>this.#d()),t.addEventListener("blur",()=>this.close())}get#h(){return!this.list.hidden}offer(t){this.#i=new T(t)}close(){this.#l([])}press(t){let e=!t.isComposing&&this.#a(t);return e?(t.preventDefault(),t.stopPropagation(),e(),!0):(this.#p(t)&&this.#c(void 0),!1)}#a({key:t,altKey:e,shiftKey:s}){let i=this.#o;return t==="ArrowDown"?this.#h||this.#d()?()=>e||this.#f(1):null:this.#h?t==="ArrowUp"?e?()=>this.close():()=>this.#f(-1):t==="Escape"?()=>this.close():t==="Enter"&&i&&!s?()=>this.#u(i):null:null}#p({key:t}){return["ArrowLeft","ArrowRight","Home","End"].includes(t)}#d(){let{value:t}=this.#s,e=t.includes(`
`)?[]:this.#i.find(t);if(this.#l(e),e.length){let s=this.#e.count("suggested",e.length);this.#r=setTimeout(()=>this.#t.tell(s),Vt)}return e.length>0}#l(t){clearTimeout(this.#r),!(!t.length&&!this.#h)&&(this.#n=t.map((e,s)=>this.#m(e,s)),this.list.replaceChildren(...this.#n),this.list.hidden=!t.length,this.list.style.maxHeight=`${this.#t.room()}px`,this.#s.setAttribute("aria-expanded",String(this.#h)),this.#c(void 0))}#m(t,e){let s={id:`suggestion-${e}`,role:"option",part:"suggestion",lang:"en"},o=r("li",{...s,...{"aria-selected":"false",click:()=>this.#u(o)}},t);return o}#f(t){let e=[void 0,...this.#n];this.#c(e.at((e.indexOf(this.#o)+t)%e.length))}#c(t){this.#o?.setAttribute("aria-selected","false"),this.#o=t,t?.setAttribute("aria-selected","true"),t?.scrollIntoView({block:"nearest"}),t?this.#s.setAttribute("aria-activedescendant",t.id):this.#s.removeAttribute("aria-activedescendant")}#u(t){this.#t.choose(t.textContent??"")}};var bt=500,wt=400,Kt=1e3,q=class{#s;#e;#t;#i;constructor(t,e){this.#s=t,this.#e=e,this.box=r("textarea",{id:"box",rows:1,autocomplete:"off",enterkeyhint:"send","aria-describedby":"hint error",input:()=>this.#p(),keydown:i=>this.#n(i),part:"box"}),this.#t=new R(this.box,t,{choose:i=>this.#r(i),tell:i=>e.tell(i),room:()=>e.room()}),this.count=r("p",{class:"muted",hidden:!0}),this.error=r("p",{class:"error",id:"error",hidden:!0});let s=r("button",{class:"main",part:"send"},t.say("send"));this.form=r("form",{novalidate:!0,submit:i=>this.#o(i)},r("div",{class:"told"},r("label",{for:"box"},t.say("label")),r("p",{id:"hint",class:"hint muted"},...C("hint",t))),this.error,r("div",{class:"row"},this.box,s),this.#t.list,this.count)}get text(){return this.box.value}set text(t){this.box.value=t,this.#t.close(),this.#p()}offer(t){this.#t.offer(t)}ask(t){let e=this.text;this.text=t,this.form.requestSubmit(),this.text||(this.text=e)}grow(){this.box.style.height="",this.box.scrollHeight>this.box.clientHeight&&(this.box.style.height=`${this.box.scrollHeight+4}px`)}#n(t){this.#t.press(t)||t.key!=="Enter"||t.shiftKey||t.isComposing||(t.preventDefault(),this.form.requestSubmit())}#o(t){t.preventDefault();let e=this.text.trim(),s=this.#d()-bt;if(!e||s>0)return this.#h(e?this.#s.count("over",s):this.#s.say("empty"));this.#r(e)}#r(t){this.text="",this.#e.send(t)}#h(t){this.#a(t),this.#e.tell(t),this.box.focus()}#a(t){this.error.textContent=t,this.error.hidden=!t,t&&(this.count.hidden=!0),this.box.setAttribute("aria-invalid",String(!!t))}#p(){this.grow();let t=this.#d(),e=t-bt,s=e>0?this.#s.count("over",e):this.#s.count("left",-e),i=e>0&&!this.error.hidden;this.#a(i?s:""),this.count.textContent=s,this.count.hidden=i||t<wt,clearTimeout(this.#i),t>=wt&&(this.#i=setTimeout(()=>this.#e.tell(s),Kt)),this.#e.typed(this.text)}#d(){return[...this.text.trim()].length}};var Jt={400:"refused",401:"expired",403:"barred",409:"refused",413:"refused",429:"busy",502:"away",504:"away"},x=class n extends Error{constructor(t,e="",s=0,i=""){super(t),this.request=i,this.kind=t,this.sentence=e,this.seconds=s}static from(t,e){let s=typeof e?.error=="string"?e.error:"",i=t.headers.get("Retry-After"),o=typeof e?.request=="string"?e.request:"";return new n(Xt(t.status,!!e?.off,i!==null),s,Qt(i),o)}};function Xt(n,t,e){return n!==503?Jt[n]??"broken":t?"off":e?"busy":"away"}function Qt(n){let t=Number(n??NaN)||(Date.parse(n??"")-Date.now())/1e3||10;return Math.ceil(Math.min(Math.max(t,1),3600))}var j=class{#s;#e;constructor(t){this.#s=t.replace(/\/+$/,"")}async offers(){try{let{starters:t=[],questions:e=[]}=await(await fetch(`${this.#s}/widget/questions.json`)).json();return{starters:t,questions:e}}catch{return{starters:[],questions:[]}}}start(){return this.#t("POST","/sessions",{gives:"token"})}history(t){return this.#t("GET","/messages",{token:t,gives:"messages"})}send(t,{id:e,text:s,button:i,rating:o}){let a=i?{id:e,button:i}:o?{id:e,rating:o}:{id:e,text:s};return this.#t("POST","/messages",{token:t,body:a,gives:"replies"})}end(t){return this.#t("DELETE","/session",{token:t})}cancel(){this.#e?.abort("cancelled")}async#t(t,e,{token:s,body:i,gives:o}){let a=this.#e=new AbortController,h=setTimeout(()=>a.abort("away"),3e4),c={};s&&(c.Authorization=`Bearer ${s}`),i&&(c["Content-Type"]="application/json");let l={method:t,headers:c,body:JSON.stringify(i),signal:a.signal,cache:"no-store"},u,p;try{u=await fetch(`${this.#s}/webhooks/website${e}`,l),p=await u.text()}catch{throw new x(a.signal.reason??"away")}finally{clearTimeout(h)}let g=Zt(p);if(!u.ok)throw x.from(u,g);if(o&&!g?.[o])throw new x("broken");return g}};function Zt(n){try{return JSON.parse(n)}catch{return null}}var te=30,ee=15,se=4,D=class{#s;#e;#t;#i=!1;#n=!1;#o=!1;#r;#h=!1;#a=!1;#p=!1;#d=!1;#l=0;#m;#f=0;constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s,this.#r=!e.token;for(let i of e.unsent)i.failed=i.failed===y&&y;this.#u()}begin(){this.#o=this.#p=!0,this.#d=!1,this.#u()}add(t){this.#e.keep({unsent:[...this.#e.unsent,t]});let e=this.#c();e>0&&this.#t.failed(t,"busy",Math.ceil(e/1e3)),this.#o=!0,this.#d=!1,this.#u()}retry(t){let e=this.#e.unsent.find(s=>s.id===t);if(e?.failed){let s=this.#e.unsent.filter(i=>i!==e);this.#e.keep({unsent:[...s,{...e,failed:!1}]})}this.#o=!0,this.#d=!1,this.resume()}resume(){this.#l=0,this.#u()}end(){let{token:t,leaving:e}=this.#e;this.#e.keep({token:null,unsent:[],leaving:t?[...e,t]:e}),this.#o=this.#a=!1,this.#r=!0,this.#s.cancel(),this.#u()}stop(){this.#n=!0,clearTimeout(this.#m),this.#s.cancel()}#c(){return this.#f-Date.now()}async#u(){if(this.#i||this.#c()>0)return;this.#i=!0,clearTimeout(this.#m);let t=0;try{for(let e;!t&&(e=this.#x());)t=await this.#g(e)}finally{this.#i=!1}t||=this.#a?ee:0,t&&(this.#m=setTimeout(()=>this.#E(),t*1e3*(1+Math.random()/5)))}#E(){this.#p||=this.#a,this.#u()}async#g(t){try{await t.act()}catch(e){if(!(e instanceof x))throw e;return this.#n?0:this.#N(e,t)}return this.#l=0,this.#t.recovered(),0}#x(){let{token:t,unsent:e,leaving:s}=this.#e,i=e.find(h=>!h.failed),[o]=s;return this.#n||this.#d?null:this.#o&&!t?{act:()=>this.#L(),message:i,kind:"starts"}:this.#o&&t&&!this.#r?{act:()=>this.#b(t),message:i,kind:"renews"}:this.#o&&t&&i?{act:()=>this.#O(t,i),message:i,kind:"sends"}:o?{act:()=>this.#w(o),kind:"leaves"}:this.#o&&this.#p&&this.#t.watched&&t?{act:()=>this.#S(t),kind:"renews"}:null}async#L(){let{token:t,off:e}=await this.#s.start();this.#e.token||this.#e.keep({token:t}),this.#y(e)}async#b(t){let{messages:e,off:s}=await this.#s.history(t);this.#r||(this.#r=this.#h=!0,this.#t.restored(e),this.#y(s))}async#S(t){let{off:e}=await this.#s.history(t);this.#h=!0,this.#y(e)}async#O(t,e){this.#t.sending(e);try{let{replies:s}=await this.#s.send(t,e);if(!this.#e.unsent.includes(e))return;this.#h=!0,this.#p||=this.#a,this.#A(e),this.#t.settled(),this.#t.answered(e,s)}finally{this.#t.settled()}}async#w(t){try{await this.#s.end(t)}catch(e){if(!(e instanceof x&&["expired","refused"].includes(e.kind)))throw e}this.#e.keep({leaving:this.#e.leaving.slice(1)}),this.#t.left(!0)}#y(t){if(t)return this.#$(t);this.#a&&this.#t.on(),this.#p=this.#a=!1}#$(t){this.#p=!1,this.#a=!0,this.#t.off(t)}#A(t){this.#e.keep({unsent:this.#e.unsent.filter(e=>e.id!==t.id)})}#N({kind:t,sentence:e,seconds:s,request:i},{message:o,kind:a}){let h=a==="sends";return t==="cancelled"?0:t==="barred"?this.#I():t==="expired"&&(h?this.#h:a==="renews")?this.#C():o&&h&&t==="refused"?this.#v(o,e):o&&h&&t==="off"?this.#T(o,e):(t==="busy"&&(this.#f=Date.now()+s*1e3),a==="leaves"?this.#t.left(!1):o?this.#t.failed(o,ie(t),s,i):this.#t.away(),t==="busy"?s:(this.#l+=1,!o||t==="away"||this.#l<se?Math.min(2**(this.#l-1),te):(o.failed=!0,this.#l=0,0)))}#C(){let t=this.#e.unsent.filter(({rating:e})=>!e).map(({id:e,text:s,failed:i})=>({id:e,text:s,failed:i}));return this.#e.keep({token:null,unsent:t}),(this.#h||!this.#r)&&this.#t.expired(t[0]),this.#r=!0,this.#h=!1,0}#v(t,e){return this.#A(t),this.#t.returned(t,e),0}#T(t,e){return this.#l=0,this.#$(e),this.#k(t),this.#t.recovered(),0}#I(){this.#d=!0,this.#t.barred();for(let t of this.#e.unsent)t.failed||this.#k(t);return 0}#k(t){t.failed=y,this.#e.keep({}),this.#t.failed(t,y,0)}};function ie(n){return n==="busy"?"busy":n==="away"?"notSent":"failed"}var Y=class{#s;#e;node=r("div",{class:"ask",hidden:!0});optional=!1;constructor(t,e){this.#s=t,this.#e=e}pose(t,e,...s){let i=r("h3",{tabindex:-1},t),o=r("p",{},e);return this.node.replaceChildren(i,o,r("div",{},...s)),this.node.hidden=!1,this.#e.form.hidden=!0,this.optional=!1,i.focus(),o}confirm(t,e,s){let i=this.#s.say.bind(this.#s),o=d(i(`${t}Yes`),e,{class:"main danger"}),a=d(i("goBack"),()=>this.settle(s),{class:"plain"});this.pose(i(`${t}Ask`),i(`${t}More`),o,a),this.optional=!0}settle(t=this.#e.box){this.optional=!1,this.node.hidden=!0,this.#e.form.hidden=!1,this.#e.grow(),t.focus()}};var ne=400,oe=5e3,B=class{#s;#e;#t;#i;#n=new Set;#o=[];constructor(t,e,s,i){this.#s=t,this.#e=e,this.#t=s,this.#i=i}sending({id:t,rating:e}){e||(this.#n.has(t)||this.#t.note(t,""),this.#o=[setTimeout(()=>this.#r(t,"typing"),ne),setTimeout(()=>this.#r(t,"slow"),oe)])}settled(){this.#o.forEach(clearTimeout),this.#t.typing("")}answered({id:t}){this.#t.note(t,""),this.#n.delete(t)}queued({id:t}){this.#t.note(t,this.#s.say("queued"))}closed({id:t}){this.#t.note(t,this.#s.say(y),{wrong:!0,retry:!0})}failed({id:t},e,s,i){let o=e==="notSent"&&!navigator.onLine,a=this.#s.say(o?"queued":e,{wait:this.#s.wait(s)}),h=e==="failed"&&i?`${a} ${this.#s.say("reference",{request:i})}`:a;this.#n.add(t),this.#h(`${t} ${h}`,h);let c=this.#t.note(t,h,o?{}:{wrong:!0,retry:e!=="busy"});c&&this.#i.reveal(c)}returned({id:t},e){let s=`${this.#s.say("notSent")} ${e}`;this.#t.note(t,s,{wrong:!0}),this.#e.say(s)}again(t){for(let e of this.#n)e.startsWith(`${t} `)&&this.#n.delete(e);this.#t.last(t)}#r(t,e){this.#t.typing(this.#s.say(e)),this.#i.toEnd(),this.#h(`${t} ${e}`,this.#s.say(e))}#h(t,e){this.#n.has(t)||this.#e.say(e),this.#n.add(t)}};var m="#212b32",b="#ffffff",ot="#005eb8";function at(n=ot){let t=/^#[\da-f]{6}$/i.test(n)?n:ot,e=[b,m].find(s=>vt(t,s)>=4.5);return e?{colour:t,text:e,accent:e===b?t:m,lit:re(t)}:at(ot)}function vt(n,t){let[e,s]=[yt(n),yt(t)];return(Math.max(e,s)+.05)/(Math.min(e,s)+.05)}function re(n){let t=n;for(let e=.1;vt(t,m)<4.5;e+=.1)t=`#${[1,3,5].map(i=>{let o=parseInt(n.slice(i,i+2),16);return Math.round(o+(255-o)*e).toString(16).padStart(2,"0")}).join("")}`;return t}function yt(n){return rt(n,1)*.2126+rt(n,3)*.7152+rt(n,5)*.0722}function rt(n,t){let e=parseInt(n.slice(t,t+2),16)/255;return e<=.04045?e/12.92:((e+.055)/1.055)**2.4}var L="(max-width: 40em), (max-height: 30em)",v="position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);",ae=`
:host { all: initial; display: block; }
section {
  --ink: ${m}; --paper: ${b}; --page: #f0f4f5; --muted: #4c6272; --line: #d8dde0; --edge: #4c6272; --wrong: #d5281b;
  --radius: var(--centre-guide-radius, 4px);
}
@media screen and (prefers-color-scheme: dark) {
  section {
    --ink: #f0f4f5; --paper: ${m}; --page: #10171c; --muted: #b8c2c9; --line: #4c6272; --edge: #98a5ae; --wrong: #ff9c8f;
  }
}
:host([hidden]), [hidden] { display: none !important; }
*, ::before, ::after { box-sizing: border-box; }
section {
  all: initial; display: block; color: var(--ink); color-scheme: light dark; overflow-wrap: anywhere;
  font: medium/1.5 var(--centre-guide-font, "Frutiger W01", Frutiger, Arial, sans-serif);
}
h2, h3, p, ol, ul { margin: 0; padding: 0; font: inherit; }
h2, h3, label, strong { font-weight: 600; }
ol, ul[role] { list-style: none; }

button {
  min-width: 44px; min-height: 44px; padding: 8px 12px; border: 2px solid transparent; border-radius: var(--radius);
  background: none; color: inherit; font: inherit; line-height: 1.25; text-align: start; cursor: pointer;
}
button:active { transform: translateY(2px); }
a { color: var(--accent); padding: 14px 10px; margin-inline: -10px; background-clip: content-box; }
[href^="tel:"] { white-space: nowrap; }
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

.window {
  flex-direction: column; container-type: size; margin: 0; padding: 0; overflow-y: auto; scroll-padding-block: 5em 6em;
  border: 1px solid var(--edge); border-radius: var(--radius); background: var(--page); color: inherit;
}
.window > * { flex: none; }
div.window { display: flex; position: relative; height: var(--centre-guide-height, 36em); max-height: 100vh; }
dialog {
  position: fixed; z-index: 2147483000; inset: auto 24px 16px auto;
  width: 25em; max-width: none; height: min(52em, 100vh - 32px); max-height: none; box-shadow: 0 4px 24px #0005;
}
.left dialog { inset: auto auto 16px 24px; }
dialog[open] { display: flex; }

.top { position: sticky; z-index: 1; top: 0; }
header {
  position: relative; z-index: 1; display: flex; flex-wrap: wrap; align-items: center;
  background: var(--colour); color: var(--text);
}
h2 { flex: 1; padding: 4px 16px; }
:host([data-branded]) h2::before {
  content: ""; display: inline-block; width: 2em; height: 2em; margin-inline-end: 8px; vertical-align: middle;
  background: var(--centre-guide-logo) center / contain no-repeat;
}
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

.folded :is(.whole, .starters), .window:not(.folded) .short { display: none; }

.alarm { border: 2px solid #d5281b; background: var(--paper); }
.alarm-head { display: flex; align-items: center; padding-inline: 14px 4px; background: #d5281b; color: ${b}; }
.alarm h3 { flex: 1; font-size: 1.25em; }
.alarm button { padding: 8px; text-decoration: underline; text-underline-offset: 4px; }
.calls { display: flex; flex-wrap: wrap; gap: 8px; padding: 10px 14px; }
.call {
  flex: 1 0 auto; margin: 0; padding: 10px 14px; border: 2px solid var(--ink); border-radius: var(--radius); background-clip: border-box;
  color: var(--ink); font-size: 1.125em; font-weight: 600; text-align: center; text-decoration: none;
}
.call:first-child { border-color: #d5281b; background-color: #d5281b; color: ${b}; }
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
.said { padding: 8px 12px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
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
.urgent strong { display: block; margin: -8px -12px 0; padding: 6px 12px; background: #d5281b; color: ${b}; }
.aside { padding-inline-start: 16px; border-inline-start: 4px solid var(--edge); }
.note { margin-top: 4px; }
.note.wrong { color: var(--wrong); font-weight: 600; }
.note button { margin-block: -10px; padding: 8px; color: var(--accent); text-decoration: underline; font-weight: 400; }
.starters { margin-top: 16px; }
[hidden] + .starters { display: none; }
:is(.choices, .starters ul) { display: grid; gap: 4px; margin-top: 8px; justify-items: start; }
:is(.choices, .starters) button { border-color: var(--accent); background: var(--paper); color: var(--accent); }
:is(.choices, .starters) button:hover, .rating button:hover { background: var(--line); color: var(--ink); }
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
.window:not(.folded) .hint { flex: 1 0 100%; }
.row { display: flex; align-items: flex-end; gap: 8px; margin-top: 4px; }
textarea {
  flex: 1; min-width: 0; min-height: 48px; max-height: min(148px, 30cqh); padding: 8px; border: 2px solid var(--edge);
  border-radius: var(--radius); background: var(--paper); color: inherit; font: inherit; resize: none;
}
textarea:focus {
  outline-color: #ffeb3b; outline-offset: 0; border-color: var(--ink); box-shadow: inset 0 0 0 2px var(--ink);
}
textarea[aria-invalid="true"]:not(:focus) { border-color: var(--wrong); }
.suggestions {
  position: absolute; z-index: 1; inset: auto 0 100%; overflow-y: auto; list-style: none;
  border-block: 1px solid var(--edge); background: var(--paper); box-shadow: 0 -8px 16px #0003;
}
.suggestions li { min-height: 44px; padding: 10px 16px; cursor: pointer; }
.suggestions li + li { border-top: 1px solid var(--line); }
.suggestions li:hover { background: var(--line); }
.suggestions [aria-selected="true"], .suggestions [aria-selected="true"]:hover {
  background: #ffeb3b; color: ${m}; box-shadow: inset 0 -4px ${m};
}
.error { color: var(--wrong); font-weight: 600; }
.main { margin-bottom: 4px; background: #007f3b; color: ${b}; font-weight: 600; box-shadow: 0 4px #00401e; }
.main:hover { background: #00662f; }
.danger { background: #d5281b; box-shadow: 0 4px #6b140e; }
.danger:hover { background: #aa2016; }
.plain { border-color: var(--accent); color: var(--accent); }

:is(button, a, h2, h3, p):focus:focus-visible {
  background-color: #ffeb3b; color: ${m}; border-color: transparent; box-shadow: 0 4px ${m}; outline-offset: -4px;
}
a:focus:focus-visible { box-shadow: none; text-decoration-thickness: 4px; }
:is(li, .log):focus-visible { box-shadow: inset 0 0 0 4px #ffeb3b, inset 0 0 0 6px ${m}; outline-offset: -4px; }

@media (prefers-reduced-motion: no-preference) {
  .typing::before { animation: pulse 1s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 0.2; } }
}
@media ${L} {
  dialog.window, .left dialog {
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
  .window:not(.folded) .short { display: inline; }
  .window:not(.folded) .hint { flex: none; }
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
  .alarm h3 { ${v} }
  .calls { flex: 1; flex-wrap: nowrap; gap: 4px; padding: 2px 8px; }
  .call { padding: 8px; font-size: 1em; }
}
@container (max-width: 36em) and (max-height: 24em) {
  .words { ${v} }
  .number { display: inline; }
}
@container (max-height: 20em) {
  .newest { display: none; }
  .notice { flex: none; max-height: none; }
  .hint { ${v} }
}
@container (min-height: 15em) and (max-height: 20em) {
  .top:has(> .alarm:not([hidden])) .safety { display: none; }
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
  .launcher, .window, button { border: 2px solid; }
  .suggestions [aria-selected="true"] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
  :focus-visible { outline-color: Highlight; }
  .launcher svg { fill: ButtonText; }
  .typing::before { background: CanvasText; }
}
@media print {
  section, button, .alarm, .choices, .starters, .under, .typing, .notice, .ask, form { display: none !important; }
  :host([data-printing]) section { display: block !important; }
  dialog[open], div.window {
    position: absolute; inset: 0 0 auto; display: block; container-type: normal; width: auto; height: auto; overflow: visible;
    border: 0; box-shadow: none;
  }
  .log { overflow: visible; }
  .source a::after { content: " (" attr(href) ")"; }
  .messages { display: block; }
  .messages > li { max-width: none; margin-bottom: 16px; break-inside: avoid; }
  .said, .said strong, header { background: none !important; color: inherit !important; }
}
`;function kt({colour:n,text:t,accent:e,lit:s}){let i=`section { --colour: ${n}; --text: ${t}; --accent: ${e}; }`,o=`@media screen and (prefers-color-scheme: dark) { section { --accent: ${s}; } }`;return[G(ae),G(i+o)]}function G(n){let t=new CSSStyleSheet;return t.replaceSync(n),t}var S=class{#s=matchMedia(L);constructor(t,e,s,...i){this.parts=e,this.window=s;let{menu:o,alarm:a,log:h,notices:c,decision:l,composer:u,announcer:p}=e,g=t.say("title");this.heading=r("h2",{id:"title",part:"title",tabindex:-1},g);let qt=r("p",{id:"safety",class:"safety"},...C("safety",t)),jt=r("header",{part:"header"},this.heading,qt,o.button,o.list,...i),Dt=r("div",{class:"top"},jt,a.node);s.append(Dt,h.node,h.newest,c.node,l.node,u.form,...p.inside);let{language:Yt,direction:Bt}=t;this.frame=r("section",{lang:Yt,dir:Bt,"aria-label":g},s,...p.beside),s.addEventListener("keydown",ct=>ct.key==="Escape"&&this.escape(ct))}get opened(){return!1}get seen(){return!1}get roomy(){return!this.#s.matches}open(){this.opened||this.show();let{form:t,box:e}=this.parts.composer;(this.roomy&&!t.hidden?e:this.heading).focus()}show(){}resume(){this.show()}close(){}fold(t){this.window.classList.toggle("folded",t)}escape(t){t.preventDefault();let{menu:e,decision:s}=this.parts;e.opened?e.close():s.optional?s.settle(e.button):this.close()}};var _=class extends S{#s=!1;#e;constructor(t,e,s){super(t,e,r("div",{class:"window",part:"window"})),this.#e=s,this.window.addEventListener("focusin",()=>this.show())}get opened(){return this.#s}get seen(){return!0}show(){this.#s||(this.#s=!0,this.#e(!0))}badge(){}};var U=class{#s;#e;#t;#i=null;constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s}get shown(){return this.#i!==null}show(t){let e=d(this.#s.say("again"),t,{class:"main"});this.#t.settle(),this.#i=this.#t.pose(this.#s.say("ended"),"",e)}hide(){this.#i=null,this.#t.settle()}tell(t){let e=this.#s.say(t?"endedMore":"endedSoon");!this.#i||this.#i.textContent===e||(this.#i.textContent=e,this.#e.say(e))}};function O(n,t,e){n.dispatchEvent(new CustomEvent(`centre-guide:${t}`,{detail:e,bubbles:!0,composed:!0}))}var Et="http://www.w3.org/2000/svg",he="M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 5v-5H4a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2z",W=class{#s;#e;constructor(t,e){this.#s=t,this.#e=r("span",{},t),this.button=d(le(),e,{class:"launcher",part:"launcher","aria-haspopup":"dialog"}),this.button.append(this.#e)}badge(t){this.#e.textContent=t?`${this.#s} (${t})`:this.#s,this.button.classList.toggle("tells",!!t)}};function le(){let n=document.createElementNS(Et,"svg"),t=document.createElementNS(Et,"path");return n.setAttribute("viewBox","0 0 24 24"),n.setAttribute("aria-hidden","true"),t.setAttribute("d",he),n.append(t),n}var H=class extends S{#s=matchMedia(L);#e;#t;#i;constructor(t,e,s,i){let a=r("dialog",{class:"window",part:"window",...{"aria-labelledby":"title","aria-describedby":"safety"}});super(t,e,a,d(t.say("close"),()=>this.close())),this.#t=a,this.#i=s,this.#e=new W(t.say("title"),()=>this.open()),this.frame.prepend(this.#e.button),a.addEventListener("cancel",h=>this.escape(h)),a.addEventListener("close",()=>this.#h()),this.#s.addEventListener("change",()=>this.#o(),{signal:i}),visualViewport?.addEventListener("resize",()=>this.#r(),{signal:i})}get opened(){return this.#t.open}open(){this.opened||super.open()}show(){this.#e.button.hidden=!0,this.badge(""),this.#n(),this.parts.composer.grow(),this.parts.log.again(),this.#i(!0)}resume(){this.roomy&&this.show()}close(){this.opened&&this.#t.close(),this.#h()}badge(t){this.#e.badge(t)}#n(){this.#r(),this.roomy?this.#t.open=!0:this.#t.showModal()}#o(){if(!this.opened||this.#t.matches(":modal")!==this.roomy)return;let t=$(this.#t);this.#t.close(),this.#n(),t?.focus(),this.parts.composer.grow()}#r(){!visualViewport||visualViewport.scale>1?this.#t.style.removeProperty("--viewport"):this.#t.style.setProperty("--viewport",`${visualViewport.height}px`)}#h(){this.opened||!this.#e.button.hidden||(this.#e.button.hidden=!1,this.#e.button.focus(),this.#i(!1))}};var ce=3,de=.25,ue=72,F=class{#s=null;#e=0;constructor(t,e,...s){let i={role:"region","aria-label":t.say("conversation"),tabindex:0};this.node=r("div",{class:"log",...i},e,...s),this.newest=d("↓",()=>this.#t(e),{class:"newest","aria-label":t.say("newest"),hidden:!0}),this.node.addEventListener("scroll",()=>this.#i());let o=new ResizeObserver(()=>{this.#n(),this.#i()});o.observe(this.node),o.observe(e)}get atEnd(){return this.node.scrollHeight-this.node.scrollTop-this.node.clientHeight<ue}reveal(t){this.#s=t;let e=ce*parseFloat(getComputedStyle(this.node).fontSize),s=Math.min(e,de*this.node.clientHeight);this.node.scrollTop+=t.getBoundingClientRect().top-this.node.getBoundingClientRect().top-s,this.#e=this.node.clientHeight}again(){this.#s&&this.reveal(this.#s)}forget(){this.#s=null}toEnd(){this.node.scrollTop=this.node.scrollHeight}#t(t){this.toEnd(),t.lastElementChild.focus({preventScroll:!0})}#i(){this.newest.hidden=this.atEnd||!this.#s}#n(){let t=this.node.clientHeight;this.#e&&t&&(this.node.scrollTop+=this.#e-t),this.#e=t}};var P=class{#s;token=null;unsent=[];leaving=[];draft="";times={};alarm="";open=!1;constructor(t){this.#s=t,Object.assign(this,this.#e())}keep(t){Object.assign(this,t);try{sessionStorage.setItem(this.#s,JSON.stringify(this))}catch{}}stamp(t){this.keep({times:{...this.times,[t]:Date.now()}})}#e(){try{return JSON.parse(sessionStorage.getItem(this.#s)??"null")}catch{return null}}};var z=class{constructor(t,e){let s={"aria-expanded":"false","aria-controls":"menu"};this.button=d(t.say("options"),()=>this.#t(!this.opened),s);let i=e.map(([o,a])=>r("li",{},d(t.say(o),()=>this.#s(a))));this.list=r("ul",{id:"menu",class:"menu",role:"list",hidden:!0},...i),this.button.addEventListener("focusout",o=>this.#e(o)),this.list.addEventListener("focusout",o=>this.#e(o))}get opened(){return!this.list.hidden}close(){this.#t(!1),this.button.focus()}#s(t){this.close(),t()}#e({relatedTarget:t}){!(t instanceof Node)||t===this.button||this.list.contains(t)||this.#t(!1)}#t(t){this.list.hidden=!t,this.button.setAttribute("aria-expanded",String(t))}};var V=class{#s;#e;#t;#i={};node=r("div",{class:"notice",hidden:!0});constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s}tell(t,...e){let s=e.join(`
`);s!==(this.#i[t]??"")&&(s&&this.#e.say(s),this.#i[t]=s,this.#n(Object.values(this.#i).flatMap(i=>i.split(`
`))))}clear(){this.#i={},this.#n([])}#n(t){A(this.node)&&this.#t.focus({preventScroll:!0});let e=t.filter(s=>s.trim());this.node.replaceChildren(...e.map(s=>r("p",{dir:"auto"},...E(s,this.#s,!0)))),this.node.hidden=!e.length}};var pe=`@media print {
  html, body { height: auto !important; overflow: visible !important; }
  body :not(centre-guide, :has(centre-guide)) { display: none !important; }
}`;function St(n){let t=G(pe);document.adoptedStyleSheets=[...document.adoptedStyleSheets,t],n.toggleAttribute("data-printing",!0);let e=()=>{document.adoptedStyleSheets=document.adoptedStyleSheets.filter(s=>s!==t),n.removeAttribute("data-printing")};addEventListener("afterprint",e,{once:!0}),print()}var fe=1e4;function $t(n,t){let e=new Date().toLocaleString(t.language,{dateStyle:"long",timeStyle:"short"}),s=`${t.say("title")}
${e}

${n}`,i=URL.createObjectURL(new Blob([s],{type:"text/plain;charset=utf-8"}));r("a",{href:i,download:t.say("file")}).click(),setTimeout(()=>URL.revokeObjectURL(i),fe)}function At({text:n,source:t,kind:e,buttons:s=[]},i){let o=[n.replace(/^[•-] /gm,"")];return t&&o.push(`
${t.text}`),e==="urgent"&&o.unshift(`${i.say("urgent")}.`),s.length&&o.push(i.count("choices",s.length)),o.join(`
`)}var K=class{#s;#e;constructor(t,e){this.#s=e,this.#e=r("ul",{role:"list","aria-labelledby":"starters"});let s=r("p",{class:"muted",id:"starters"},t.say("starters"));this.node=r("div",{class:"starters",hidden:!0},s,this.#e)}offer(t){let e=t.map(s=>r("li",{lang:"en"},d(s,()=>this.#s(s),{part:"choice"})));this.#e.replaceChildren(...e),this.node.hidden=!t.length}};var me=4e3;function Tt(n,t,e){if(!navigator.clipboard)return[];let s=r("span",{},t.say("copy")),o=d(s,async()=>{let a=await navigator.clipboard.writeText(n).then(()=>!0,()=>!1),h=t.say(a?"copied":"notCopied");s.textContent=h,e(h),setTimeout(()=>s.textContent=t.say("copy"),me)},{class:"copy"});return o.append(r("span",{class:"unseen"},t.say("copyMore"))),[o]}var Lt={wrong:"reasonWrong",unclear:"reasonUnclear",other_question:"reasonOther"},J=class{#s;#e;#t;node=r("div",{class:"rating",role:"group"});constructor(t,e,s){this.#s=t,this.#e=e,this.#t=s;let i=e.say("helpful");this.node.setAttribute("aria-label",i),this.node.append(r("span",{},i),this.#i("yes",!0),this.#i("no",!1))}said({helpful:t,reason:e},s){let i=this.#e.say("why"),o=e?this.#e.say("saidWhy",{reason:this.#e.say(Lt[e])}):this.#e.say(t?"saidYes":"saidNo"),a=s&&!t&&!e,h=r("p",{class:"rated muted",tabindex:-1},a?`${o} ${i}`:o),c=A(this.node);this.node.replaceChildren(h,...a?this.#n():[]),this.node.setAttribute("aria-label",a?i:this.#e.say("helpful")),c&&h.focus({preventScroll:!0})}#i(t,e){let s=d(this.#e.say(t),()=>this.#t({reply:this.#s,helpful:e}));return s.append(r("span",{class:"unseen"},this.#e.say(`${t}More`))),s}#n(){return Object.entries(Lt).map(([t,e])=>{let s=t;return d(this.#e.say(e),()=>this.#t({reply:this.#s,helpful:!1,reason:s}))})}};var X=class{#s;#e;#t=new Map;#i=new Set;#n=new Map;#o=new Map;#r=null;constructor(t,e){this.#s=t,this.#e=e,this.list=r("ol",{class:"messages",role:"list"}),this.clear()}clear(){this.#t.clear(),this.#i.clear(),this.#n.clear(),this.#o.clear();let t=st(this.#s.say("welcome"),this.#s);this.list.replaceChildren(this.#p("bot",void 0,t))}asked({id:t,text:e}){let s=this.#t.get(t);if(s)return s;this.#f();let i=this.#a(t,"you",[r("p",{dir:"auto"},e)],e);return i.classList.add("visitor"),i}has({id:t}){return this.#i.has(t)}reply({id:t,text:e,source:s,kind:i,buttons:o=[],rating:a=null},h){this.#i.add(t),o.length&&this.#f();let c=i==="urgent",l=st(e,this.#s,c);s&&l.push(mt(s,this.#s));for(let g of l)g.lang="en";let u=this.#a(t,"bot",l,Ot(e,s),this.#h(h));c&&this.#d(u),o.length&&u.append(this.#l(o));let p=r("div",{class:"under"});return(i==="answer"||i==="decline"||a!==null)&&p.append(this.#m(t,a)),i!=="talk"&&p.append(...Tt(Ot(e,s),this.#s,this.#e.tell)),p.hasChildNodes()&&u.append(p),u}rated({id:t,rating:e}){let s=this.#t.get(e.reply);s&&this.#t.set(t,s),this.#n.get(e.reply)?.said(e,!0)}line(t,e){this.#f(),this.list.insertBefore(r("li",{class:"aside"},t),this.#h(e))}note(t,e,{wrong:s=!1,retry:i=!1}={}){let o=this.#t.get(t),a=o?.querySelector(".note");if(!o||(a?.dataset.text??"")===e)return null;let h=r("p",{class:`note ${s?"wrong":"muted"}`,"data-text":e},e," "),c=i&&d(this.#s.say("retry"),()=>this.#e.retry(t));return c&&h.append(c),e&&o.append(h),et(a,e&&c||o),o}last(t){let e=this.#t.get(t);if(!e?.matches(".visitor:not(:last-child)"))return;let s=$(e);this.list.append(e),s?.focus()}typing(t){this.#r?.remove(),this.#r=t?r("li",{class:"typing muted"},t):null,this.#r&&this.list.append(this.#r)}toString(){return[...this.list.children].flatMap(e=>this.#o.get(e)??[]).map(({who:e,text:s})=>`${e}:
${s}
`).join(`
`)}#h(t){return(t&&this.#t.get(t.id))??null}#a(t,e,s,i,o=null){let a=this.#e.time(t),h=this.#p(e,a,s),c=this.#s.say(e);return this.#o.set(h,{who:a?`${c}, ${this.#s.time(a)}`:c,text:i}),this.#t.set(t,h),this.list.insertBefore(h,o),h}#p(t,e,s){let i=r("div",{class:"who muted"},r("h3",{},this.#s.say(t)));return e&&i.append(r("time",{datetime:new Date(e).toISOString()},this.#s.time(e))),r("li",{tabindex:-1},i,r("div",{class:"said",part:t==="you"?"message question":"message reply"},...s))}#d(t){let e=this.#s.say("urgent"),s=t.querySelector(".said");t.classList.add("urgent"),s?.setAttribute("role","group"),s?.setAttribute("aria-label",e),s?.prepend(r("strong",{},e))}#l(t){let e=t.map(s=>{let i=d(s.title,()=>this.#e.press(s),{part:"choice"});return r("li",{lang:"en"},i)});return r("ul",{class:"choices",role:"list","aria-label":this.#s.say("follow")},...e)}#m(t,e){let s=new J(t,this.#s,this.#e.rate);return this.#n.set(t,s),e!==null&&s.said({helpful:e},!1),s.node}#f(){for(let t of this.list.querySelectorAll(".choices")){let e=t.closest(".messages > li");et(t,e)}}};function Ot(n,t){return t?[`${n}

${t.text}`,...t.links.map(({title:e,address:s})=>`${e}: ${s}`)].join(`
`):n}var Q=class{#s;#e;#t;#i;#n;#o;#r;#h;#a;#p;#d;#l;#m;#f;#c;#u;#E=new AbortController;#g=0;#x=!1;constructor(t,e,s,i){this.#s=t,this.#e=e,this.#u=new M(()=>this.#c.opened),this.#t=new P(`centre-guide ${s}`),this.#o=new X(e,{press:({id:l,title:u})=>this.#w({text:u,button:l}).focus({preventScroll:!0}),rate:l=>this.#y(l),retry:l=>this.#$(l),tell:l=>this.#u.say(l),time:l=>this.#t.times[l]}),this.#r=new q(e,{send:l=>this.#O(l),typed:l=>this.#t.keep({draft:l}),tell:l=>this.#u.say(l),room:()=>this.#a.node.clientHeight}),this.#h=new K(e,l=>this.#w({text:l}).focus({preventScroll:!0})),this.#a=new F(e,this.#o.list,this.#h.node),this.#d=new B(e,this.#u,this.#o,this.#a),this.#p=new I(e,()=>this.#t.keep({alarm:""}),this.#a.node),this.#l=new V(e,this.#u,this.#a.node),this.#m=new Y(e,this.#r),this.#f=new U(e,this.#u,this.#m);let o=new z(e,[["save",()=>this.#A()],["print",()=>St(this.#s.host)],["restart",()=>this.#m.confirm("restart",()=>this.#N(),o.button)],["end",()=>this.#m.confirm("end",()=>this.#C(),o.button)]]),{signal:a}=this.#E,h={menu:o,alarm:this.#p,log:this.#a,notices:this.#l,decision:this.#m,composer:this.#r,announcer:this.#u},c=i==="embedded"?_:H;this.#c=new c(e,h,l=>this.#L(l),a),this.#c.frame.className=i,this.#i=new j(s),this.#n=new D(this.#i,this.#t,this),addEventListener("offline",()=>this.away(),{signal:a}),addEventListener("online",()=>this.#I(),{signal:a}),document.addEventListener("visibilitychange",()=>this.#S(),{signal:a})}start(){this.#s.replaceChildren(this.#c.frame),this.#r.text=this.#t.draft,this.#M(),this.#t.alarm&&this.#p.show(this.#t.alarm),this.#c.fold(!!(this.#t.token||this.#t.unsent.length)),this.#t.open&&this.#c.resume(),this.#c.seen&&this.#b()}stop(){this.#E.abort(),this.#n.stop(),this.settled()}open(){this.#c.open()}close(){this.#c.close()}ask(t){this.#c.open(),this.#f.shown&&this.#v(),this.#r.ask(t)}#L(t){this.#t.keep({open:t}),this.#g=0,t&&!navigator.onLine&&this.away(),this.#S(),t&&(this.#b(),O(this.#s.host,"opened",null),setTimeout(()=>this.#e.time(Date.now())))}async#b(){if(this.#x)return;this.#x=!0;let{starters:t,questions:e}=await this.#i.offers();this.#h.offer(t),this.#r.offer(e),this.#x=e.length>0}#S(){this.watched&&!this.#f.shown&&this.#n.begin()}#O(t){this.#w({text:t}),this.#c.roomy&&this.#r.box.focus()}#w(t){let e=it(t);this.#t.stamp(e.id);let s=this.#k(e,this.#t.unsent.some(({failed:i})=>!i));return this.#a.toEnd(),this.#n.add(e),O(this.#s.host,"asked",null),s}#y(t){let e={...it({}),rating:t},s=this.#a.atEnd;this.#o.rated(e),s&&this.#a.toEnd(),this.#n.add(e),t.reason||O(this.#s.host,"rated",{helpful:t.helpful})}#$(t){this.#d.again(t),this.#n.retry(t)}#A(){$t(String(this.#o),this.#e),this.#u.say(this.#e.say("saved"))}#N(){this.#T(),this.#v()}#C(){this.#f.show(()=>this.#v()),this.#T(),this.#o.list.hidden=!0,this.#t.leaving.length||this.left(!0)}#v(){this.#o.list.hidden=!1,this.#f.hide(),this.#n.begin(),this.#u.say(this.#e.say("welcome"))}#T(){this.#n.end(),this.#o.clear(),this.#r.text="",this.#c.fold(!1),this.#a.forget(),this.#p.hide(),this.#t.keep({alarm:"",times:{}}),this.#l.clear()}#I(){this.recovered(),this.#n.resume()}get watched(){return this.#c.opened&&!document.hidden}sending(t){this.#l.tell("back"),this.#d.sending(t)}settled(){this.#d.settled()}answered(t,e){this.#d.answered(t);let s=this.#t.unsent.find(({rating:h,failed:c})=>!h&&!c),i=e.filter(h=>!this.#o.has(h)),o=this.#a.atEnd;for(let{id:h}of i)this.#t.stamp(h);let[a]=i.map(h=>this.#o.reply(h,s));for(let h of i)this.#R(h);for(let{kind:h}of i)O(this.#s.host,"answered",{kind:h});!t.rating&&a?this.#a.reveal(a):o&&this.#a.toEnd(),this.#c.opened||this.#q(i.length)}restored(t){this.#o.clear(),this.#c.fold(t.length>0);let e=t.map(i=>i.from==="visitor"?this.#o.asked(i):this.#o.reply(i)),s=this.#M()??e.at(-1);s&&this.#a.reveal(s)}failed(t,e,s,i){this.#d.failed(t,e,s,i)}expired(t){let e=this.#e.say("expired");this.#o.line(e,t),this.#u.say(e)}returned(t,e){this.#d.returned(t,e),!t.button&&!t.rating&&!this.#r.text&&(this.#r.text=t.text)}off(t){this.#l.tell("back"),this.#l.tell("off",t||this.#e.say("off"),this.#e.say("danger"))}on(){this.#b(),this.#l.tell("off"),this.#l.tell("back",this.#e.say("back"))}away(){this.#l.tell("away",this.#e.say(navigator.onLine?"unreachable":"offline"))}barred(){console.error(`centre-guide: the server doesn't answer pages of ${location.origin}. Add it to its setting CENTREGUIDE_ORIGINS and start it again, or take the chat out of this page.`),this.#l.tell("away",this.#e.say("off"))}recovered(){this.#l.tell("away")}left(t){this.#f.tell(t)}#k(t,e){let s=this.#o.asked(t);return this.#c.fold(!0),e&&this.#d.queued(t),s}#M(){let t=null,e=!1;for(let s of this.#t.unsent){let{rating:i,failed:o}=s;i?this.#o.rated({...s,rating:i}):t=this.#k(s,e),o?this.#d.closed(s):e=!0}return t}#R(t){let e=t.kind==="urgent";this.#u.say(At(t,this.#e),e),e&&(this.#p.show(t.text),this.#t.keep({alarm:t.text}))}#q(t){this.#g+=t,this.#g&&this.#c.badge(this.#e.count("unread",this.#g))}};var w={title:"Ask a question",safety:"In an emergency, call 999. For medical help that is not an emergency, call 111.",safetyShort:"Emergency: 999. Medical help: 111.",welcome:"Hello. I’m a computer program that answers questions from our website. What would you like to know?",close:"Close",options:"Options","unread.one":"{count} new reply","unread.other":"{count} new replies",conversation:"Conversation",you:"You",bot:"Assistant",urgent:"Important: get help now",alarm:"Call {number} now",call:"Call {number}",alarmClose:"Hide this",newTab:"(opens in a new tab)",follow:"Follow-up questions","choices.one":"{count} choice.","choices.other":"{count} choices.",helpful:"Was this helpful?",yes:"Yes",yesMore:"this was helpful",no:"No",noMore:"this was not helpful",saidYes:"You said that this was helpful.",saidNo:"You said that this was not helpful.",saidWhy:"You said that this was not helpful: “{reason}”.",why:"Why not?",reasonWrong:"It’s wrong",reasonUnclear:"It’s not clear",reasonOther:"I asked something else",copy:"Copy",copyMore:"this answer",copied:"Copied",notCopied:"Couldn’t copy",newest:"Go to the newest message",typing:"Typing a reply…",slow:"Still working on it…",starters:"You can ask, for example:",suggestions:"Suggested questions","suggested.one":"{count} suggested question. Use the down arrow key to choose it.","suggested.other":"{count} suggested questions. Use the down arrow key to choose one.",label:"Your question",hint:"Please don’t give personal details, such as your name or NHS number.",hintShort:"No personal details.",send:"Send",empty:"Type a question first.","left.one":"You have {count} character left.","left.other":"You have {count} characters left.","over.one":"Your question is {count} character too long. You can send it in two parts.","over.other":"Your question is {count} characters too long. You can send it in two parts.",offline:"You’re offline. You can go on typing: we’ll send it when you’re back.",unreachable:"We can’t reach the chat at the moment. We’ll keep trying.",off:"The chat is closed at the moment.",danger:"If someone’s life is in danger, call 999. We’ll still reply about that.",back:"The chat is back.",queued:"Waiting to be sent.",notSent:"Not sent.",failed:"Not sent: something went wrong at our end.",reference:"If you tell us about it, please say: {request}.",closed:"Not sent: the chat is closed.",busy:"We’re getting a lot of questions. We’ll send this one {wait}.",retry:"Try again",expired:"Your earlier messages have been deleted from our server. You can go on asking.",save:"Save this conversation",saved:"The conversation is saved as a file.",file:"conversation.txt",print:"Print this conversation",restart:"Start again",restartAsk:"Start again?",restartMore:"This deletes your conversation here and on our server.",restartYes:"Yes, start again",end:"End chat",endAsk:"End this chat?",endMore:"This deletes your conversation here and on our server.",endYes:"Yes, end chat",goBack:"Go back",ended:"You’ve ended the chat",endedMore:"Your conversation has been deleted.",endedSoon:"Your conversation has been deleted here. It’s deleted on our server as soon as we can reach it.",again:"Start a new chat"};var Nt="en-GB",ge=/^(ar|arc|ckb|dv|fa|he|ku-arab|ps|sd|ug|ur|yi)\b/i;function Ct(n,t){let[e,s]=[k(n),k(t)];return e?e.region?n:s?.region&&s.language===e.language?t:e.language==="en"?Nt:n:Nt}function k(n){try{return new Intl.Locale(n)}catch{return null}}var Z=class{#s;#e=new Map;#t;constructor(t,...e){this.language=t,this.direction=ge.test(t)?"rtl":"ltr",this.#s=Object.assign({},w,...e)}say(t,e={}){return this.#i(t,e)}count(t,e){this.#t??=new Intl.PluralRules(this.language);let s=`${t}.${this.#t.select(e)}`;return this.#i(s in this.#s?s:`${t}.other`,{count:e})}wait(t){let e=new Intl.RelativeTimeFormat(this.language,{numeric:"always"});return t<90?e.format(t,"second"):e.format(Math.ceil(t/60),"minute")}time(t){let s=new Date(t).toDateString()===new Date().toDateString()?void 0:"short",o=this.#e.get(s)??new Intl.DateTimeFormat(this.language,{weekday:s,hour:"2-digit",minute:"2-digit"});return this.#e.set(s,o),o.format(t)}#i(t,e){return String(this.#s[t]).replace(/\{(\w+)\}/g,(s,i)=>String(e[i]??s))}};var lt=/\.(zero|one|two|few|many|other)$/;function Rt(n,t,e){let s=[],i=Object.keys(t).filter(h=>!It(h)),o=Object.keys(t).filter(h=>It(h)&&typeof t[h]!="string"),a=Object.keys(w).filter(h=>!(h in t)&&!(h.replace(lt,".other")in t));if(i.length&&s.push(`no text has the name ${ht(i)}: the names are those of TEXTS.`),o.length&&s.push(`the text ${ht(o)} isn't a string.`),a.length&&!Mt(n,"en")){let h=a.length===Object.keys(w).length?"all texts":ht(a);s.push(`data-language is "${n}", but in English still: ${h}. Put them into the file of data-texts.`)}return e&&!Mt(e,n)&&s.push(`the page is in "${e}", the chat in "${n}": set data-language and data-texts.`),s}function It(n){return n in w||lt.test(n)&&n.replace(lt,".other")in w}function ht(n){return n.map(t=>`"${t}"`).join(", ")}function Mt(n,t){return k(n)?.language===k(t)?.language}var tt=class extends HTMLElement{#s=this.attachShadow({mode:"open"});#e={};#t=null;#i=[];get texts(){return this.#e}set texts(t){this.#e=t,this.isConnected&&this.connectedCallback()}open(){this.#t?.open()}close(){this.#t?.close()}ask(t){this.#t?this.#t.ask(t):this.#i.push(t)}async connectedCallback(){this.#o();let t=new URL(import.meta.url).origin,{colour:e,language:s="en",mode:i,position:o,server:a=t,texts:h,title:c}=this.dataset,l=h?await be(h):{};if(!this.isConnected)return;this.disconnectedCallback(),this.lang=xe({...l,...this.#e},s);let u=new Z(this.lang,l,c?{title:c}:{},this.#e),p=o??(u.direction==="rtl"?"left":"right");this.#n(e),i&&i!=="embedded"&&N(`data-mode="${i}" isn't "embedded".`),this.#t=new Q(this.#s,u,a,i==="embedded"?i:p),this.#t.start();for(let g of this.#i.splice(0))this.#t.ask(g)}#n(t){let e=getComputedStyle(this),s=t||e.getPropertyValue("--centre-guide-colour").trim(),i=at(s||void 0);s&&s!==i.colour&&N(`the colour "${s}" isn't used: it isn't # and six digits, or no text can be read on it.`),this.#s.adoptedStyleSheets=kt(i),this.toggleAttribute("data-branded",!!e.getPropertyValue("--centre-guide-logo"))}#o(){Object.hasOwn(this,"texts")&&(this.#e=this.texts,Reflect.deleteProperty(this,"texts"))}disconnectedCallback(){this.#t?.stop(),this.#t=null}};function xe(n,t){let e=document.documentElement.lang,s=k(t)&&t;return s||N(`data-language="${t}" is no language tag, such as "en" or "cy".`),Rt(s??"en",n,e).forEach(N),Ct(Object.keys(n).length&&s||"en",e)}async function be(n){try{return{...await(await fetch(n)).json()}}catch{return N(`there are no texts, in JSON, at ${n}: the chat has its own.`),{}}}function N(n){console.warn(`centre-guide: ${n}`)}function we(){let n=[...document.scripts].find(e=>e.src===import.meta.url);if(!n||document.querySelector("centre-guide"))return;let t=document.createElement("centre-guide");Object.assign(t.dataset,n.dataset),document.body.append(t)}customElements.get("centre-guide")||(customElements.define("centre-guide",tt),we());export{tt as CentreGuide,w as TEXTS};
