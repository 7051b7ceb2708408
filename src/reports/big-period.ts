/** What reports call a period for which `period_scale` says that it is big. */
export const bigPeriod =
  'a big period (over a million requests, and over 200,000 clients with each day counted anew)';
