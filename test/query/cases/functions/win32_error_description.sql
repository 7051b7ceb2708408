-- explains a code; NULL for codes it does not know
-- Log Parser
SELECT sc-win32-status, WIN32_ERROR_DESCRIPTION(sc-win32-status) AS x FROM log WHERE sc-win32-status > 0
-- DuckDB
select "sc-win32-status", easel_win32_error("sc-win32-status") as "x" from "log" where "sc-win32-status" > 0
-- rows
sc-win32-status INTEGER | x STRING
64 | The client was gone before the answer was sent. On a Ping: something between client and server cut the connection.
2 | A file or directory was not found.
995 | The operation was given up, because the client went away or the worker process ended.
