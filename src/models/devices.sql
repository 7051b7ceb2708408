-- Every partnership as it is now. Grain: a mailbox and a device.
select *
from devices_as_of(timestamp 'infinity')
