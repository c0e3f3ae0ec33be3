import { penaltyContract } from '../../test/penalty-contract.ts';
import { none } from './none.ts';

penaltyContract(none());
