import { describeFleet } from './describe-fleet.ts';

describeFleet({ seed: 11, devices: 80, days: 2 });
