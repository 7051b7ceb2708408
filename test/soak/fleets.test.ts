import { describeFleet } from '../demo/describe-fleet.ts';

for (let seed = 1; seed <= 12; seed++) describeFleet({ seed, devices: 40 + 25 * seed, days: 2 });
describeFleet({ seed: 1, devices: 1000, days: 7 });
