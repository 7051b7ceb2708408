import { dimensionModel } from './request-dimension.ts';

export default dimensionModel('request_transfers');
