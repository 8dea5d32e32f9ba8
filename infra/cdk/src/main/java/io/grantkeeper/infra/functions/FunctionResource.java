package io.grantkeeper.infra.functions;

/** A resource that functions use. The resources of a function determine its permissions and environment variables. */
public enum FunctionResource {
    /** The DynamoDB table. */
    TABLE(Kind.TABLE),
    /** The table's indexes, which allow only queries. */
    INDEXES(Kind.TABLE),
    /** The queue of partitions to read. */
    SYNC_QUEUE(Kind.QUEUE),
    /** The queue of identities whose owners must be alerted. */
    ALERT_QUEUE(Kind.QUEUE),
    /** The queue of answers that are not yet carried out. */
    ANSWER_QUEUE(Kind.QUEUE),
    /** The parking queue for messages that no retry can fix, each with the reason. */
    PARKED(Kind.QUEUE),
    /** The configuration document, which contains no credentials. */
    CONFIG(Kind.SECRET),
    /** The credentials of all connections. */
    CONNECTION_SECRETS(Kind.SECRET),
    /**
     * The secrets for sending messages: the credentials of Slack and of the mail server, and the keys that sign links.
     */
    ALERT_SECRETS(Kind.SECRET),
    /** The secrets for verifying answers: the keys that sign links, and Slack's signing secret. */
    ANSWER_SECRETS(Kind.SECRET),
    /** The secret of the console's OpenID Connect client. */
    CONSOLE_SECRETS(Kind.SECRET),
    /** The signing keys of signals and the tokens of their receivers and sinks. */
    SIGNAL_SECRETS(Kind.SECRET),
    /** The event buses that signals are sent to, if the configuration names any. */
    SIGNAL_BUSES(Kind.OTHER),
    /** The key that signs checkpoints. */
    LEDGER_KEY(Kind.OTHER),
    /** The bucket that checkpoints are exported to, if there is one. */
    CHECKPOINTS(Kind.OTHER),
    /** The names of the tenant's checkpoints in that bucket. */
    CHECKPOINT_LISTING(Kind.LISTING),
    /** The address that mail is sent from, if SES sends it. */
    SENDER(Kind.SENDER),
    /** The public base URL for webhooks; a function only receives it and does not call it. */
    WEBHOOK_ADDRESS(Kind.OTHER),
    /** The function {@code apply-on-request}, which {@code handle-response} and {@code console} invoke and wait for. */
    APPLY_FUNCTION(Kind.OTHER),
    /** The function {@code promote-policies}, which {@code console} invokes to change policies. */
    LADDER_FUNCTION(Kind.OTHER),
    /** The function {@code run-review}, which {@code console} invokes to start and close access reviews. */
    REVIEW_FUNCTION(Kind.OTHER);

    /** The kinds of resources, which differ in how their use is permitted. */
    public enum Kind {
        /** The table or its indexes. */
        TABLE,
        /** A queue that functions send messages to. */
        QUEUE,
        /** A secret in Secrets Manager, encrypted with the data key. */
        SECRET,
        /** The address that mail is sent from. */
        SENDER,
        /** The names of a tenant's objects in a bucket. */
        LISTING,
        OTHER
    }

    private final Kind kind;

    FunctionResource(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
