/** What `--traffic` keeps: each class takes in the ones before it; `all` is everything. */
export type Traffic = 'mobile' | 'web' | 'all';

const folders: Readonly<Record<Exclude<Traffic, 'all'>, readonly string[]>> = Object.freeze({
  mobile: ['microsoft-server-activesync', 'mobiledevicemanager', 'autodiscover'],
  web: ['owa', 'oma', 'exchange', 'exchweb', 'public'],
});

const patternOf = (names: readonly string[]): string => `^/+(?:${names.join('|')})(?:[/?]|$)`;

/** A regular expression over the lower-case stem for each class (RE2 and JavaScript alike). */
export const trafficPatterns = Object.freeze({
  mobile: patternOf(folders.mobile),
  web: patternOf([...folders.mobile, ...folders.web]),
});

/** Whether `stem` is one of ActiveSync's: `/Microsoft-Server-ActiveSync` and what lies below it. */
export const easStemPattern = patternOf(['microsoft-server-activesync']);

/** Back-end stems: `/Microsoft-Server-ActiveSync/Proxy/default.eas`. */
export const backStemPattern = '^/+microsoft-server-activesync/proxy(?:[/?]|$)';

/**
 * What a query has, in any case, where IIS logged it as a reverse proxy: Application Request Routing adds the
 * id that it sends on as a header.
 */
export const proxyQueryPattern = '(?:^|&)X-ARR-LOG-ID=';
