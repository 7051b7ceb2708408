-- Accounts whose name is unique in their domain: an account that moves to another OU keeps its name.
-- Grain: a name and a domain.
select object_name, domain, min(mailbox) as mailbox
from directory_objects
where object_name is not null
group by object_name, domain
having count(*) = 1
