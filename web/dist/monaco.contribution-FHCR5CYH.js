import{a,b}from"./chunk-L34LL5LA.js";import"./chunk-ZIDRIRIK.js";import"./chunk-BVIBFQIE.js";import"./chunk-GYTQECBW.js";export{b as getWorker,a as jsonDefaults};
