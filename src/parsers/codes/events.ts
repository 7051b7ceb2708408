import { codesOf } from './code.ts';

const firewall =
  'Raise the idle time-out of firewalls, load balancers and proxies to 15 to 30 minutes; the mobile operator may be the one that cuts (report heartbeat, sections alarm and cliffs).';

/** Events of the servers about ActiveSync, and a few of Windows that explain gaps. */
// prettier-ignore
export const events = codesOf('event', [
  ['1008', 'MSExchange ActiveSync', 'An exception was handled while a request was worked on; its text says which.', 'Find the request of that minute and user; a storm of one user points to one damaged item.'],
  ['1009', 'MSExchange ActiveSync', 'The heartbeat limits in the configuration were not valid and defaults are used (60 to 3,540 s).', 'Correct MinHeartbeatInterval and MaxHeartbeatInterval in web.config.'],
  ['1040', 'MSExchange ActiveSync', 'The mean of the last 200 heartbeat intervals is 540 s or less: something cuts connections, so devices ask for short intervals. The first number in the text is the measured mean.', firewall],
  ['1053', 'MSExchange ActiveSync', 'The server may not create the container for devices under the user object.', 'Switch inheritance of permissions on for the user object; members of protected groups (AdminSDHolder) lose it again.'],
  ['2022', 'MSExchange Front End HTTP Proxy', 'As many requests to one server behind are waiting as the front end lets wait; from Exchange 2013 CU7 on only a notice.', 'If requests fail at that time, look at the load of that server.'],
  ['3005', 'Server ActiveSync', 'The mailbox server gave an unexpected error; the HTTP status is in the text.', 'Look at the Exchange virtual directory of the back end: SSL, forms-based authentication and Integrated authentication (Exchange 2003).'],
  ['3007', 'Server ActiveSync', 'The mailbox server did not answer in time.', 'Look at the load of the mailbox server and at devices that send many requests.'],
  ['3014', 'Server ActiveSync', 'The server protected itself from too many requests for 60 s.', 'Find who sends most requests in that minute.'],
  ['3015', 'Server ActiveSync', 'Up-to-date notifications (direct push) could not be started.', 'Check that UDP 2883 is open between back end and front end.'],
  ['3016', 'Server ActiveSync', 'The heartbeat limits in the registry were not valid and defaults are used (60 to 2,700 s).', 'Correct them in the registry of the server.'],
  ['3025', 'Server ActiveSync', 'Up-to-date notifications (direct push) could not be started.', 'Check that UDP 2883 is open between back end and front end.'],
  ['3029', 'Server ActiveSync', 'The mailbox server\'s Exchange directory does not allow Negotiate.', 'Turn Integrated authentication on for the Exchange virtual directory of the back end.'],
  ['3031', 'Server ActiveSync', 'The mailbox server\'s Exchange directory does not allow Negotiate.', 'Turn Integrated authentication on for the Exchange virtual directory of the back end.'],
  ['3033', 'Server ActiveSync', 'The mean of the last 200 heartbeat intervals is 9 minutes or less: something cuts connections, so devices ask for short intervals.', firewall],
  ['4999', 'MSExchange Common', 'A process of Exchange met an exception that it reports to Microsoft; the text names the exception and where it arose.', 'AirSync in the text: find the requests of that minute, and update server and client.'],
  ['7031', 'Service Control Manager', 'A service ended unexpectedly and is restarted.', 'Requests are missing around that time; find out why it ended.'],
  ['7034', 'Service Control Manager', 'A service ended unexpectedly.', 'Start it; requests are missing from then on.'],
  ['7036', 'Service Control Manager', 'A service has been started or stopped.'],
]);
