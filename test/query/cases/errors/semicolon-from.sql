-- a semicolon behind the name
-- Log Parser
SELECT date FROM log;
-- error
[extra-token] at 1:21
Syntax Error: extra token(s) after query: ';'
SELECT date FROM log;
                    ^
help: a query does not end with ';'
