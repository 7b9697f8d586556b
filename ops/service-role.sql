-- What the running service may do; it neither changes nor removes an event. To be run by the owner after each `db-apply`.
grant usage on schema sbg, wolverine to sbg_service;
grant select, insert, update, delete on all tables in schema sbg, wolverine to sbg_service;
grant usage, select, update on all sequences in schema sbg, wolverine to sbg_service;
grant execute on all functions in schema sbg, wolverine to sbg_service;
revoke update, delete, truncate on sbg.mt_events from sbg_service;
revoke update, delete, truncate on sbg.usage_keys from sbg_service;
revoke update, delete, truncate on sbg.protected_reads from sbg_service;
revoke delete, truncate on sbg.invoice_numbers from sbg_service;
revoke delete, truncate on sbg.mt_streams from sbg_service;
revoke update, delete, truncate on sbg.audit_leaves, sbg.audit_nodes, sbg.audit_checkpoints, sbg.audit_keys from sbg_service;
