-- The inputs of the case files: `FROM log` reads the table log, and so on.
create table one ("x" bigint);
insert into one values (1);

-- A log as IISW3C gives it; '-' is NULL.
create table log (
  "date" date, "time" time, "c-ip" varchar, "cs-username" varchar, "cs-method" varchar,
  "cs-uri-stem" varchar, "cs-uri-query" varchar, "sc-status" bigint, "sc-win32-status" bigint,
  "sc-bytes" bigint, "cs-bytes" bigint, "time-taken" bigint, "cs(User-Agent)" varchar,
  "cs(Referer)" varchar
);
insert into log values
  ('2024-03-30', '23:30:00', '10.0.0.1', 'CONTOSO\anna', 'POST', '/Microsoft-Server-ActiveSync/default.eas', 'User=anna&DeviceId=D1&DeviceType=iPhone&Cmd=Sync&Log=V141_Sc:1_Hb900_S:1_', 200, 0, 1000, 300, 120, 'Apple-iPhone12C1/2002.1', null),
  ('2024-03-31', '00:15:10', '10.0.0.1', 'CONTOSO\anna', 'POST', '/Microsoft-Server-ActiveSync/default.eas', 'Cmd=Ping&User=contoso%5Canna&DeviceId=D1&DeviceType=iPhone&Log=V141_Hb:600_SC1:2_', 200, 64, 500, 200, 600000, 'Apple-iPhone12C1/2002.1', null),
  ('2024-03-31', '01:05:20', '10.0.0.2', 'ben', 'GET', '/owa/auth/logon.aspx', 'url=https%3a%2f%2fmail%2fowa&reason=0', 302, 0, 250, 400, 15, 'Mozilla/5.0+(Windows+NT+10.0)', 'https://mail.contoso.com/owa/'),
  ('2024-03-31', '13:45:59', '10.0.0.3', null, 'GET', '/default.htm', null, 404, 2, 2000, 150, 30, 'Mozilla/5.0+(Windows+NT+10.0)', 'https://search.example/q?x=1'),
  ('2024-04-01', '08:00:00', '10.0.0.2', 'ben', 'POST', '/EWS/Exchange.asmx', null, 500, 995, null, 350, null, null, null),
  ('2024-04-01', '08:00:01', '10.0.0.4', 'Ben', 'GET', '/Images/Logo.GIF', '', 200, 0, 4000, 100, 5, 'curl/8.0', '-');

-- NULLs among numbers, texts and times.
create table t ("id" bigint, "a" bigint, "b" bigint, "r" double, "s" varchar, "p" varchar, "at" timestamp, "d" date, "tm" time);
insert into t values
  (1, 5, 2, 1.5, 'abc', 'b', '2024-02-29 12:34:56', '2024-02-29', '12:34:56'),
  (2, -7, 2, -2.5, 'ABC', 'B', '2023-12-31 23:59:59.5', '2023-12-31', '23:59:59'),
  (3, null, 3, null, null, 'x', null, null, null),
  (4, 10, null, 0.0, '', null, '1969-07-20 20:17:40', '1969-07-20', '00:00:00'),
  (5, 0, 0, 2.5, 'a,b,,c', ',', '2024-07-01 00:00:00', '2024-07-01', '06:30:00');

-- Groups: two keys with NULLs.
create table sales ("region" varchar, "item" varchar, "amount" bigint, "price" double);
insert into sales values
  ('west', 'pen', 3, 1.5), ('east', 'pen', 1, 2.0), ('west', 'ink', 4, 0.5), ('west', 'pen', 2, 1.0),
  ('east', null, 5, null), (null, 'ink', 7, 3.0), ('east', 'pen', null, 2.5);

-- Names that need care.
create table odd ("#Fields: date-time" varchar, "kB/s KiloBytes/s" bigint, "日時(UTC)" varchar, "EndADBudget%" bigint, "Local/24" varchar, "LongestRequestTime(s)" bigint, "To" varchar);
insert into odd values ('2024-05-01T07:08:09.123Z', 10, '2024/05/01 07:08', 7, '10.0.0.0/24', 3, 'anna@contoso.com');

-- Paths, pairs and other texts.
create table texts ("id" bigint, "s" varchar);
insert into texts values
  (1, 'C:\inetpub\logs\ex240501.log'), (2, '/var/log/app.tar.gz'), (3, 'readme'),
  (4, 'This is a Test'), (5, 'a=1&b=&c=3&a=9'), (6, null);

-- Timestamps as text.
create table stamps ("id" bigint, "s" varchar);
insert into stamps values
  (1, '2024-05-01 07:08:09'), (2, '2024-5-1 07:08:09'), (3, '2024-05-01T07:08:09'),
  (4, '2024-02-30 07:08:09'), (5, '1/2/2024 3:04:05 PM'), (6, '01/May/2024:07:08:09'),
  (7, '07:08:09'), (8, '2024-05-01'), (9, ''), (10, null);

-- Moments around the changes of 2024 in Paris: 31 March 01:00 UTC and 27 October 01:00 UTC.
create table moments ("id" bigint, "at" timestamp);
insert into moments values
  (1, '2024-03-31 00:59:59'), (2, '2024-03-31 01:00:00'), (3, '2024-10-27 00:30:00'),
  (4, '2024-10-27 01:30:00'), (5, '1980-07-01 00:00:00'), (6, null);
