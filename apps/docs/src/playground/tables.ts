// @boundaries-ignore the tables belong to the repository, and to no package
import breastCancer from '../../../../data/breast_cancer.csv?url';
// @boundaries-ignore the tables belong to the repository, and to no package
import digits from '../../../../data/digits.csv?url';
// @boundaries-ignore the tables belong to the repository, and to no package
import iris from '../../../../data/iris.csv?url';
// @boundaries-ignore the tables belong to the repository, and to no package
import wine from '../../../../data/wine.csv?url';

/** A table that the site brings along. */
export interface OwnTable {
  readonly file: string;
  readonly title: string;
  readonly url: string;
}

export const ownTables: readonly OwnTable[] = [
  { file: 'iris.csv', title: 'Iris: three species, 150 flowers', url: iris },
  {
    file: 'breast_cancer.csv',
    title: 'Breast cancer: 569 tumours, 30 measures',
    url: breastCancer,
  },
  { file: 'wine.csv', title: 'Wine: three cultivars, 178 bottles', url: wine },
  { file: 'digits.csv', title: 'Digits: ten classes, 1797 images', url: digits },
];

const texts = new Map<string, Promise<string>>();

/** The text of one of the tables; asked for once, so that the page goes on without a network. */
export const textOf = (url: string): Promise<string> => {
  const known = texts.get(url);
  if (known !== undefined) return known;
  const text = fetch(url).then((response) => {
    if (!response.ok) throw new Error(`The table could not be loaded: ${response.status}.`);
    return response.text();
  });
  texts.set(url, text);
  text.catch(() => texts.delete(url));
  return text;
};
