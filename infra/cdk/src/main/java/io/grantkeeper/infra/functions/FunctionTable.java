package io.grantkeeper.infra.functions;

import static io.grantkeeper.infra.functions.Resource.ALERT_QUEUE;
import static io.grantkeeper.infra.functions.Resource.ALERT_SECRETS;
import static io.grantkeeper.infra.functions.Resource.ANSWER_QUEUE;
import static io.grantkeeper.infra.functions.Resource.ANSWER_SECRETS;
import static io.grantkeeper.infra.functions.Resource.CHECKPOINTS;
import static io.grantkeeper.infra.functions.Resource.CONFIG;
import static io.grantkeeper.infra.functions.Resource.CONNECTION_SECRETS;
import static io.grantkeeper.infra.functions.Resource.INDEXES;
import static io.grantkeeper.infra.functions.Resource.LEDGER_KEY;
import static io.grantkeeper.infra.functions.Resource.PARKED;
import static io.grantkeeper.infra.functions.Resource.SENDER;
import static io.grantkeeper.infra.functions.Resource.SETTLE_FUNCTION;
import static io.grantkeeper.infra.functions.Resource.SIGNAL_BUSES;
import static io.grantkeeper.infra.functions.Resource.SIGNAL_SECRETS;
import static io.grantkeeper.infra.functions.Resource.SYNC_QUEUE;
import static io.grantkeeper.infra.functions.Resource.TABLE;
import static io.grantkeeper.infra.functions.Resource.WEBHOOK_ADDRESS;

import java.time.Duration;
import java.util.List;

/**
 * Every function, one row each. A new one is added here: {@code FunctionTableTest} fails until it has its row, and
 * {@code LeastPrivilegeTest} prints the grants that its code needs.
 */
public final class FunctionTable {
    private static final String GET = "dynamodb:GetItem";
    private static final String GET_MANY = "dynamodb:BatchGetItem";
    private static final String QUERY = "dynamodb:Query";
    private static final String PUT_MANY = "dynamodb:BatchWriteItem";
    private static final String PUT = "dynamodb:PutItem";
    private static final String UPDATE = "dynamodb:UpdateItem";
    private static final String DELETE = "dynamodb:DeleteItem";
    private static final String SEND = "sqs:SendMessage";
    private static final String SECRET = "secretsmanager:GetSecretValue";

    /** What says anything about access; the rest of the table is bookkeeping, and wakes nobody. */
    private static final List<String> ROWS_ABOUT_ACCESS =
            List.of("IDENTITY", "GRANT", "CREDENTIAL", "PERSON", "EVENT", "USAGE", "SUMMARY", "FINDING");

    private static final List<FunctionRow> ROWS = List.of(
            FunctionRow.of(
                            "plan-sweep",
                            "Splits a sweep of one connection into partitions and queues them",
                            new Trigger.OfEachConnection())
                    .within(Duration.ofMinutes(5))
                    .atMost(5)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(SYNC_QUEUE, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .knows(WEBHOOK_ADDRESS),
            FunctionRow.of(
                            "sync-access",
                            "Reads a partition from its provider and writes what changed",
                            new Trigger.OfQueue(SYNC_QUEUE, 1, Duration.ZERO, 10))
                    .within(Duration.ofMinutes(5))
                    .memory(1769)
                    .atMost(10)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE, DELETE)
                    .may(SYNC_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET),
            FunctionRow.of(
                            "receive-webhook",
                            "Tells genuine webhooks from forged ones and has what they hint at read again",
                            new Trigger.OfRequests(
                                    Trigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /webhooks/{tenant}/{connection}",
                                            "POST /webhooks/{tenant}/{connection}",
                                            "GET /webhooks/{tenant}/{connection}/{further+}",
                                            "POST /webhooks/{tenant}/{connection}/{further+}")))
                    .within(Duration.ofSeconds(15))
                    .memory(1769)
                    .atMost(20)
                    .may(TABLE, GET, GET_MANY, PUT, UPDATE)
                    .may(SYNC_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET),
            FunctionRow.of("hear-bus", "Hears what providers put on an event bus", new Trigger.OfBus())
                    .inBundle("receive-webhook")
                    .within(Duration.ofSeconds(30))
                    .atMost(5)
                    .may(TABLE, GET, GET_MANY, PUT, UPDATE)
                    .may(SYNC_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET),
            FunctionRow.of(
                            "detect-changes",
                            "Turns changed rows into findings, and findings into alert work",
                            new Trigger.OfTable(ROWS_ABOUT_ACCESS, true, 500, Duration.ofSeconds(1), 10))
                    .within(Duration.ofMinutes(5))
                    .memory(1769)
                    .atMost(10)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ALERT_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET),
            FunctionRow.of(
                            "detect-by-clock",
                            "Finds what needs no change to be true: expiry, silence, access that was never used",
                            new Trigger.OfClock("rate(1 day)"))
                    .inBundle("detect-changes")
                    .within(Duration.ofMinutes(15))
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ALERT_QUEUE, SEND)
                    .may(CONFIG, SECRET),
            FunctionRow.of(
                            "alert-owner",
                            "Tells the owner, or who comes next, by Slack or e-mail",
                            new Trigger.OfQueue(ALERT_QUEUE, 10, Duration.ZERO, 2))
                    .within(Duration.ofMinutes(2))
                    .atMost(5)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ALERT_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "decide",
                            "Says whether an agent may do what it asks for, as AuthZEN has it",
                            new Trigger.OfRequests(
                                    Trigger.Limit.DECISIONS,
                                    List.of(
                                            "GET /.well-known/authzen-configuration",
                                            "GET /access/v1/{further+}",
                                            "POST /access/v1/{further+}")))
                    .within(Duration.ofSeconds(10))
                    .memory(1769)
                    .atMost(50)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, PUT_MANY, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ALERT_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .knows(WEBHOOK_ADDRESS),
            FunctionRow.of(
                            "authorize-request",
                            "Decides as the authorizer of an API gateway of yours",
                            new Trigger.OnCall())
                    .inBundle("decide")
                    .within(Duration.ofSeconds(10))
                    .memory(1769)
                    .atMost(50)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, PUT_MANY, UPDATE)
                    .may(ALERT_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET),
            FunctionRow.of(
                            "climb-ladder",
                            "Judges whether a policy may do more, and whether one has to do less",
                            new Trigger.OfClock("rate(1 day)"))
                    .within(Duration.ofMinutes(5))
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE, DELETE)
                    .may(INDEXES, QUERY)
                    .may(CONFIG, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "enforce",
                            "Holds what is there against the policies, warns, and revokes where they say so",
                            new Trigger.OfClock("rate(1 hour)"))
                    .within(Duration.ofMinutes(15))
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "publish-signals",
                            "Makes signals of what the ledger holds anew and hands them to those who get them, every minute",
                            new Trigger.OfClock("rate(1 minute)"))
                    .within(Duration.ofMinutes(2))
                    .may(TABLE, GET, QUERY, PUT, UPDATE, DELETE)
                    .may(CONFIG, SECRET)
                    .may(SIGNAL_SECRETS, SECRET)
                    .may(SIGNAL_BUSES, "events:PutEvents"),
            FunctionRow.of(
                            "serve-signals",
                            "Lets receivers manage their streams and poll, as the Shared Signals Framework has it",
                            new Trigger.OfRequests(
                                    Trigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /.well-known/ssf-configuration",
                                            "GET /ssf/{further+}",
                                            "POST /ssf/{further+}",
                                            "PUT /ssf/{further+}",
                                            "PATCH /ssf/{further+}",
                                            "DELETE /ssf/{further+}")))
                    .inBundle("publish-signals")
                    .within(Duration.ofSeconds(15))
                    .atMost(5)
                    .may(TABLE, GET, QUERY, PUT, DELETE)
                    .may(CONFIG, SECRET)
                    .may(SIGNAL_SECRETS, SECRET),
            FunctionRow.of(
                            "seal-ledger",
                            "Brings waiting entries into the ledger and signs a checkpoint, every minute",
                            new Trigger.OfClock("rate(1 minute)"))
                    .within(Duration.ofMinutes(2))
                    .atMost(2)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE, DELETE)
                    .may(INDEXES, QUERY)
                    .may(LEDGER_KEY, "kms:GetPublicKey", "kms:Sign")
                    .may(CHECKPOINTS, "s3:PutObject"),
            FunctionRow.of(
                            "seal-on-write",
                            "Seals the ledger as soon as the table's stream tells of new entries",
                            new Trigger.OfTable(List.of("TOLD"), false, 1000, Duration.ofSeconds(5), 2))
                    .inBundle("seal-ledger")
                    .within(Duration.ofMinutes(2))
                    .atMost(2)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE, DELETE)
                    .may(INDEXES, QUERY)
                    .may(LEDGER_KEY, "kms:GetPublicKey", "kms:Sign")
                    .may(CHECKPOINTS, "s3:PutObject"),
            FunctionRow.of(
                            "handle-response",
                            "Shows people what they are asked, and takes their answers by link and from Slack",
                            new Trigger.OfRequests(
                                    Trigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /answers/{ticket}",
                                            "HEAD /answers/{ticket}",
                                            "POST /answers/{ticket}",
                                            "GET /reviews/{ticket}",
                                            "HEAD /reviews/{ticket}",
                                            "POST /reviews/{ticket}",
                                            "POST /slack/actions")))
                    .within(Duration.ofSeconds(25))
                    .memory(1769)
                    .atMost(10)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ANSWER_QUEUE, SEND)
                    .may(SETTLE_FUNCTION, "lambda:InvokeFunction")
                    .may(CONFIG, SECRET)
                    .may(ANSWER_SECRETS, SECRET),
            FunctionRow.of(
                            "settle-on-call",
                            "Says what an answer would take away, and carries it out, while somebody looks at a page",
                            new Trigger.OfFunction("handle-response"))
                    .inBundle("settle-answer")
                    // Less than a page waits, so that nothing is done behind the back of who has given up.
                    .within(Duration.ofSeconds(15))
                    .memory(1769)
                    .atMost(10)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ANSWER_QUEUE, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "settle-answer",
                            "Carries out what people have answered",
                            new Trigger.OfQueue(ANSWER_QUEUE, 1, Duration.ZERO, 2))
                    .within(Duration.ofMinutes(5))
                    .atMost(5)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(ANSWER_QUEUE, SEND)
                    .may(PARKED, SEND)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "run-review",
                            "Starts and closes access reviews, and asks each owner",
                            new Trigger.OfClock("rate(15 minutes)"))
                    .within(Duration.ofMinutes(15))
                    .atMost(1)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"),
            FunctionRow.of(
                            "escalate",
                            "Reminds those who have not answered, and asks who comes next",
                            new Trigger.OfClock("rate(5 minutes)"))
                    .inBundle("run-review")
                    .within(Duration.ofMinutes(5))
                    .atMost(1)
                    .may(TABLE, GET, GET_MANY, QUERY, PUT, UPDATE)
                    .may(INDEXES, QUERY)
                    .may(CONFIG, SECRET)
                    .may(CONNECTION_SECRETS, SECRET)
                    .may(ALERT_SECRETS, SECRET)
                    .may(SENDER, "ses:SendEmail"));

    private FunctionTable() {}

    public static List<FunctionRow> rows() {
        return ROWS;
    }
}
