-- a comparison with rows means ANY
-- Log Parser
SELECT id FROM t WHERE a = (5;10) OR a < ALL (-6;0)
-- DuckDB
select "id" from "t" where ("a" in (5, 10) or (("a" < (-6) or "a" is null) and ("a" < 0 or "a" is null)))
-- rows
id INTEGER
1
2
3
4
