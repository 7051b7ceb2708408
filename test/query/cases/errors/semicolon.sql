-- a semicolon at the end
-- Log Parser
SELECT date FROM log WHERE sc-status = 200;
-- error
[extra-token] at 1:43
Syntax Error: extra token(s) after query: ';'
SELECT date FROM log WHERE sc-status = 200;
                                          ^
help: a query does not end with ';'
