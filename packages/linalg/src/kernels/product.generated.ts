// Generated from assembly/product.ts by scripts/kernels.mjs: `pnpm kernels`.
import type { KernelSource } from './source.ts';

export const productSource: KernelSource = {
  wasm:
    '&~4~F~@(&&&(;)~3,~R~R~R~R~R&~3/~R~R~R~R~R~R~R~R&)6(*~8~A~I-~@~8~@~B~E~L)&(*,+(&&&.W+2~C~4~6~>l~B~?~H~@~A~F&*2~F~6~4~?~8y~4~A~8~?~F&(/~C~4~6~>~$~B~J~F&),~G~<~?~8~F&&1}f/+}h+)/~R2~NG+j,~GH5*iG*G3s+iG&G3j&G.BI4G5~?~=H1G,G3j,~G~=G4j)~GG-~?~=H2*iG(G4s+iG)H/#3&&&&&&&&&&&&&&&&H7#3&&&&&&&&&&&&&&&&H8#3&&&&&&&&&&&&&&&&H9#3&&&&&&&&&&&&&&&&H:#3&&&&&&&&&&&&&&&&H;#3&&&&&&&&&&&&&&&&H<#3&&&&&&&&&&&&&&&&H=#3&&&&&&&&&&&&&&&&H>G1I0G+j,~G~=H6*iG0G6r+iG0#1*&I@G/#&+&I?#}s(G7#}q(H7G@G/#&+7I@#}s(G8#}q(H8G0#1*/IAG?#}s(G9#}q(H9GAG@#}s(G:#}q(H:G0#1*7IAG?#}s(G;#}q(H;GAG@#}s(G<#}q(H<G0#1*?IAG?#}s(G=#}q(H=GAG@#}s(G>#}q(H>G/jG~=H/G0jG~=H03(22G2G2#&+&G7#}q(#2+&G2G2#&+7G8#}q(#2+7G-G2~=I/G/#&+&G9#}q(#2+&G/G/#&+7G:#}q(#2+7G-G/~=I/G/#&+&G;#}q(#2+&G/G/#&+7G<#}q(#2+7G-G/~=I/G/#&+&G=#}q(#2+&G/G/#&+7G>#}q(#2+7G1G5~=H1G2G-j)~G~=H2G4j(~=H43(22G)G5~=H)G3j(~=H33(222~E)*~R(~N*iG(G-s+iG*G)j*~G~=H.G*H,*iG,G.r+iG+G,#1*&I/G&#&+&#}s(#2+&G+G/G&#&+7#}s(#2+7G&jG~=H&G+jG~=H+G,j/~=H,3(22G-j(~=H-3(222}8((,~R*iG*G/s+ij&H.*iG.j+q+iG+G.j*~G~=H-G.G/~=I,G*q+iG&G(G,~?~=H,j&H0*iG)G0s+iG-G,R*&b*&G,j/~=H,G-jG~=H-G0j(~=H03(22,j&H,*iG)G,s+iG-m&&&&&&&&b*&G-jG~=H-G,j(~=H,3(222G.j(~=H.3(22G+G)j,~G~=H+G/j+~=H/3(222}J((-~RG*j*~DH-G*j)~HH0G)j,~GH1*iG)G/s+iG&H,G+H*j&H.*iG.G0q+iG*G,#&+&#2+&G*G,#&+7#2+7G,jG~=H,G*G1~=H*G.j(~=H.3(22G-+iG*G-j(o+~NG,#~0*&,G,#&+&2#2+&G*G-j*o+~NG,j7~=#~0*&,#3&&&&&&&&&&&&&&&&2#2+72G&G(~=H&G+jG~=H+G/j(~=H/3(222',
  // prettier-ignore
  fusable: [377,5,15,5,15,5,9,5,15,5,9,5,15,5,9,5],
};
