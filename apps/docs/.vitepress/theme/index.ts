import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import '@fontsource-variable/source-serif-4/wght.css';
import '@fontsource-variable/source-code-pro/wght.css';
import 'katex/dist/katex.min.css';
import './style.css';
import './panels.css';

export default { extends: DefaultTheme } satisfies Theme;
