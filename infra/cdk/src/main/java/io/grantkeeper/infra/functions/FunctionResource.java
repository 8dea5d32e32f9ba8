package io.grantkeeper.infra.functions;

/** A resource that functions use. The resources of a function determine its permissions and environment variables. */
public enum FunctionResource {
    /** The DynamoDB table. */
    TABLE,
    /** The table's indexes, which allow only queries. */
    INDEXES,
    /** The queue of partitions to read. */
    SYNC_QUEUE,
    /** The queue of identities whose owners are to be alerted. */
    ALERT_QUEUE,
    /** The queue of answers that are not yet carried out. */
    ANSWER_QUEUE,
    /** The parking queue for messages that no retry can fix, each with the reason. */
    PARKED,
    /** The configuration document, which contains no credentials. */
    CONFIG,
    /** The credentials of all connections. */
    CONNECTION_SECRETS,
    /**
     * The secrets for sending messages: the credentials of Slack and of the mail server, and the keys that sign links.
     */
    ALERT_SECRETS,
    /** The secrets for verifying answers: the keys that sign links, and Slack's signing secret. */
    ANSWER_SECRETS,
    /** The signing keys of signals and the tokens of their receivers and sinks. */
    SIGNAL_SECRETS,
    /** The event buses that signals are sent to, if the configuration names any. */
    SIGNAL_BUSES,
    /** The key that signs checkpoints. */
    LEDGER_KEY,
    /** The bucket that checkpoints are exported to, if there is one. */
    CHECKPOINTS,
    /** The address that mail is sent from, if SES sends it. */
    SENDER,
    /** The public base URL for webhooks; a function only receives it and does not call it. */
    WEBHOOK_ADDRESS,
    /** The function that pages invoke and wait for. */
    SETTLE_FUNCTION
}
