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
    /** Answers of people that are still to be carried out. */
    ANSWER_QUEUE,
    /** Where messages are parked that nobody can handle, with the reason. */
    PARKED,
    /** The configuration document, which holds no credentials. */
    CONFIG,
    /** The credentials of all connections. */
    CONNECTION_SECRETS,
    /** What people are told with: the credentials of Slack and of the mail server, and the keys that sign links. */
    ALERT_SECRETS,
    /** What answers are checked with: the keys that sign links, and the secret that Slack signs clicks with. */
    ANSWER_SECRETS,
    /** The keys and tokens of signals and of those who get them. */
    SIGNAL_SECRETS,
    /** The event buses that signals are put on, where the configuration names any. */
    SIGNAL_BUSES,
    /** The key that signs checkpoints. */
    LEDGER_KEY,
    /** The bucket that checkpoints are exported to, where there is one. */
    CHECKPOINTS,
    /** The address that mail is sent from, where mail goes through SES. */
    SENDER,
    /** The public address of webhooks: something to know, not to call. */
    WEBHOOK_ADDRESS,
    /** The function that pages have things done by, and wait for. */
    SETTLE_FUNCTION
}
