-- leaves / ? = & and escapes blanks and percent signs
-- Log Parser
SELECT URLESCAPE('/a b?x=1&y=50%') AS x, URLESCAPE('é"') AS y FROM one
-- DuckDB
select replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(url_encode('/a b?x=1&y=50%'), '%3B', ';'), '%2C', ','), '%2F', '/'), '%3F', '?'), '%3A', ':'), '%40', '@'), '%26', '&'), '%3D', '='), '%2B', '+'), '%24', '$'), '%23', '#'), '%21', '!'), '%2A', '*'), '%27', ''''), '%28', '('), '%29', ')') as "x", replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(url_encode('é"'), '%3B', ';'), '%2C', ','), '%2F', '/'), '%3F', '?'), '%3A', ':'), '%40', '@'), '%26', '&'), '%3D', '='), '%2B', '+'), '%24', '$'), '%23', '#'), '%21', '!'), '%2A', '*'), '%27', ''''), '%28', '('), '%29', ')') as "y" from "one"
-- rows
x STRING | y STRING
/a%20b?x=1&y=50%25 | %C3%A9%22
