import { codesOf } from './code.ts';

/** HTTP statuses as ActiveSync uses them (MS-ASHTTP), and a few that IIS itself gives. */
// prettier-ignore
export const httpStatuses = codesOf('http', [
  ['200', 'OK', 'The request went through. The command itself may still have failed: its own status (S, SC1) says so.'],
  ['207', 'Multi-Status', 'A WebDAV answer; Exchange 2003 writes them for its own work behind ActiveSync.'],
  ['302', 'Found', 'The client was sent elsewhere; ActiveSync clients get here when a logon form stands before the virtual directory.', 'Take forms-based authentication off the ActiveSync path at the proxy or the virtual directory.'],
  ['400', 'Bad Request', 'The server could not read the request.', 'If one device alone does it, remove and add the account on it; if all do, look at what the proxy changes in requests.'],
  ['401', 'Unauthorized', 'Credentials are missing or were refused. One 401 at the start of a Negotiate or NTLM logon is normal.', 'If no 200 follows: check password, lock-out and the authentication of the virtual directory. On Exchange 2003 endless 401s come from forms-based authentication on a single server, or from missing Integrated authentication on the back end.'],
  ['403', 'Forbidden', 'The user may not use ActiveSync, or the server refuses the connection (SSL or a client certificate needed).', 'Check that ActiveSync is enabled for the mailbox (Get-CASMailbox) and read the sub-status.'],
  ['404', 'Not Found', 'The address does not exist; ActiveSync may not be installed or published there.', 'Check the virtual directory Microsoft-Server-ActiveSync and the publishing rule.'],
  ['405', 'Method Not Allowed', 'The server does not take this HTTP method here; mostly a wrong path.', 'Check the address that the client uses.'],
  ['408', 'Request Timeout', 'The client did not finish sending in time.', 'Look at the network between client and server.'],
  ['409', 'Conflict', 'The server is short of resources or met a conflict in the mailbox; seen with requests held back.', 'Look for 503 and TooManyJobsQueued at the same time, and for a device that floods the server.'],
  ['413', 'Request Entity Too Large', 'The request is larger than the server takes.', 'Compare the size of attachments with the limits of IIS, Exchange and the proxy.'],
  ['440', 'Login Timeout', 'The logon form timed out: forms-based authentication stands before ActiveSync.', 'Take forms-based authentication off the virtual directory that ActiveSync uses.'],
  ['449', 'Retry With', 'The device must fetch and acknowledge its policy (Provision) first, then repeat the command.', 'Normal once after a policy change. In a loop: the device cannot apply the policy - compare the policy with what the device supports, or allow non-provisionable devices.'],
  ['451', 'Redirect', 'The mailbox is served elsewhere; the header X-MS-Location names the address.', 'In a loop: the external address of the virtual directory at the site of the mailbox is wrong or cannot be reached.'],
  ['456', 'Account Blocked', 'The account is blocked.', 'Unblock the account, then let the user try again.'],
  ['457', 'Password Expired', 'The password of the user has expired.', 'Let the user change the password and enter the new one on the device.'],
  ['500', 'Internal Server Error', 'The server failed while working on the request.', 'Look at the error token of the request and at the server\'s event log of that minute.'],
  ['501', 'Not Implemented', 'The server does not know this command or version.', 'Look at the protocol version of the client and the release of the server.'],
  ['502', 'Bad Gateway', 'A server that passed the request on got no usable answer from the next one.', 'Check that the next server (proxied_to) is up and its name resolves.'],
  ['503', 'Service Unavailable', 'The server cannot take the request now: it is throttled, overloaded or stopped. The header Retry-After says how long to wait.', 'Look at the error token (OverBudget, TooManyJobsQueued, ServerTooBusy) and at who sends most requests; else check the application pool.'],
  ['504', 'Gateway Timeout', 'A proxy waited in vain for the server.', 'Give the proxy a time-out longer than the longest heartbeat (3,540 s).'],
  ['507', 'Insufficient Storage', 'The mailbox is full.', 'Free space or raise the quota; clients repeat such requests at once and often.'],
]);

/** IIS's sub-statuses, where they matter for ActiveSync. */
// prettier-ignore
export const substatuses = codesOf('substatus', [
  ['401.1', 'Logon failed', 'User name or password was refused.', 'Check the password on the device, lock-out and expiry (the win32 status tells which).'],
  ['401.2', 'Logon failed by server configuration', 'The server wanted another kind of authentication. The first leg of every Negotiate and NTLM logon ends so.', 'Only where no success follows: compare the authentication of the virtual directory with what the client sends.'],
  ['401.3', 'Denied by access list', 'The file system refused access.', 'Check the permissions of the folder behind the virtual directory.'],
  ['401.4', 'Refused by a filter', 'An ISAPI filter refused the request.', 'Look at the filters of the site.'],
  ['401.5', 'Refused by an application', 'An ISAPI or CGI application refused the request.', 'Look at the application\'s own log.'],
  ['403.1', 'Execute access denied', 'Programs may not run in this folder.', 'Check the handler permissions of the virtual directory.'],
  ['403.4', 'SSL required', 'The virtual directory wants SSL and the request came without.', 'Use https on the client, or, on an Exchange 2003 back end, take Require SSL off the directory that ActiveSync itself uses.'],
  ['403.6', 'Address refused', 'The client address is not allowed.', 'Check the address restrictions of the site.'],
  ['403.7', 'Client certificate required', 'The directory wants a client certificate and got none.', 'Install one on the device or do not require it.'],
  ['403.13', 'Client certificate revoked', 'The client certificate is revoked, or the revocation list could not be read.', 'Issue a new certificate; check that the server reaches the revocation list.'],
  ['403.14', 'Listing denied', 'A folder was asked for and listing is off.', 'Check the address that the client uses.'],
  ['403.16', 'Client certificate untrusted', 'The client certificate is not trusted or malformed.', 'Put its issuer into the trusted roots of the server.'],
  ['403.17', 'Client certificate expired', 'The client certificate has expired or is not valid yet.', 'Issue a new certificate; compare the clocks.'],
  ['404.0', 'Not found', 'Nothing is at this address.', 'Check the address that the client uses.'],
  ['404.2', 'ISAPI or CGI restriction', 'The web service extension is not allowed.', 'Allow the extension (ActiveSync, ASP.NET) in IIS.'],
  ['404.3', 'MIME restriction', 'No handler or MIME type is set for it.', 'Check the handlers of the virtual directory.'],
  ['404.4', 'No handler', 'No handler is set for it.', 'Check that ASP.NET and the Exchange modules are registered.'],
  ['404.7', 'Extension denied', 'Request filtering refuses the file name extension.', 'Check the request filter.'],
  ['404.11', 'Double escape', 'Request filtering refuses a doubly escaped address.', 'Allow double escaping for this directory if the client needs it.'],
  ['404.13', 'Content too long', 'The request is longer than request filtering allows.', 'Raise maxAllowedContentLength for the virtual directory.'],
  ['404.15', 'Query too long', 'The query is longer than request filtering allows.', 'Raise maxQueryString for the virtual directory.'],
  ['404.17', 'Dynamic content by the static handler', 'The request reached the handler for static files.', 'Register ASP.NET and the Exchange handlers again.'],
  ['405.0', 'Method not allowed', 'The method is not allowed here.', 'Check the address and the handlers.'],
  ['500.19', 'Configuration invalid', 'The configuration of the site cannot be read.', 'The event log names file and line; repair that web.config.'],
  ['503.2', 'Concurrency limit', 'Too many requests at once for the application pool.', 'Look for clients that flood the server; raise the limit only then.'],
  ['503.3', 'Queue full', 'The queue of ASP.NET is full.', 'Look for slow back ends and clients that flood the server.'],
]);
