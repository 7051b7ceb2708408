-- explains a code; NULL for codes it does not know
-- Log Parser
SELECT sc-win32-status, WIN32_ERROR_DESCRIPTION(sc-win32-status) AS x FROM log WHERE sc-win32-status > 0
-- DuckDB
select "sc-win32-status", easel_win32_error("sc-win32-status") as "x" from "log" where "sc-win32-status" > 0
-- rows
sc-win32-status INTEGER | x STRING
64 | The specified network name is no longer available.
2 | The system cannot find the file specified.
995 | The I/O operation has been aborted because of either a thread exit or an application request.
