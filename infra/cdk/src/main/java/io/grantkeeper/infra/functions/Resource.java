package io.grantkeeper.infra.functions;

/** What functions are let use, and how they learn where it is. */
public enum Resource {
    /** The table itself. */
    TABLE,
    /** The table's indexes, which can be queried and nothing else. */
    INDEXES,
    /** Partitions to be read. */
    SYNC_QUEUE,
    /** Identities whose owners are to be told. */
    ALERT_QUEUE,
    /** Where messages are parked that nobody can handle, with the reason. */
    PARKED,
    /** The configuration document, which holds no credentials. */
    CONFIG,
    /** The credentials of all connections. */
    CONNECTION_SECRETS,
    /** The credentials of Slack and of the mail server that alerts go through. */
    ALERT_SECRETS,
    /** The key that signs checkpoints. */
    LEDGER_KEY,
    /** The bucket that checkpoints are exported to, where there is one. */
    CHECKPOINTS,
    /** The address that mail is sent from, where mail goes through SES. */
    SENDER,
    /** The public address of webhooks: something to know, not to call. */
    WEBHOOK_ADDRESS
}
