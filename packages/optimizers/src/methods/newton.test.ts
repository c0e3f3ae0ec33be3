import { methodContract } from '../../test/method-contract.ts';
import { newton } from './newton.ts';

methodContract('newton', { method: newton });
