package io.grantkeeper.infra.functions;

import static io.grantkeeper.infra.functions.FunctionResource.ALERT_QUEUE;
import static io.grantkeeper.infra.functions.FunctionResource.ANSWER_QUEUE;
import static io.grantkeeper.infra.functions.FunctionResource.ANSWER_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.APPLY_FUNCTION;
import static io.grantkeeper.infra.functions.FunctionResource.CONFIG;
import static io.grantkeeper.infra.functions.FunctionResource.CONNECTION_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.CONSOLE_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.LADDER_FUNCTION;
import static io.grantkeeper.infra.functions.FunctionResource.LEDGER_KEY;
import static io.grantkeeper.infra.functions.FunctionResource.PARKED;
import static io.grantkeeper.infra.functions.FunctionResource.REVIEW_FUNCTION;
import static io.grantkeeper.infra.functions.FunctionResource.SIGNAL_BUSES;
import static io.grantkeeper.infra.functions.FunctionResource.SIGNAL_SECRETS;
import static io.grantkeeper.infra.functions.FunctionResource.SYNC_QUEUE;
import static io.grantkeeper.infra.functions.FunctionResource.TABLE;
import static io.grantkeeper.infra.functions.FunctionResource.WEBHOOK_ADDRESS;

import io.grantkeeper.aws.dynamodb.TablePartition;
import java.time.Duration;
import java.util.List;

/**
 * The table of all functions, one row each. To add a function, add a row here: {@code FunctionDefinitionsTest} fails
 * until there is one, and {@code LeastPrivilegeTest} prints the grants that the function's code needs.
 */
public final class FunctionDefinitions {
    private static final String GET = "dynamodb:GetItem";
    private static final String GET_MANY = "dynamodb:BatchGetItem";
    private static final String QUERY = "dynamodb:Query";
    private static final String PUT_MANY = "dynamodb:BatchWriteItem";
    private static final String PUT = "dynamodb:PutItem";
    private static final String UPDATE = "dynamodb:UpdateItem";
    private static final String DELETE = "dynamodb:DeleteItem";

    /**
     * The types of rows that describe access. Changes to rows of other types are bookkeeping and do not invoke {@code
     * detect-changes}.
     */
    private static final List<String> ROWS_ABOUT_ACCESS =
            List.of("IDENTITY", "GRANT", "CREDENTIAL", "PERSON", "EVENT", "USAGE", "SUMMARY", "FINDING");

    /** The types of rows that {@code watch-activity} compares with profiles and incidents. */
    private static final List<String> ROWS_ABOUT_BEHAVIOR = List.of("ACTIVITY", "FINDING");

    private static final List<FunctionDefinition> ROWS = List.of(
            FunctionDefinition.of(
                            "plan-sweep",
                            "Splits a sweep of one connection into partitions and queues them",
                            new FunctionTrigger.ConnectionSchedule())
                    .withTimeout(Duration.ofMinutes(5))
                    .withMaxConcurrency(5)
                    .writes(
                            TablePartition.CONNECTION,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY,
                            TablePartition.LEDGER_STATE)
                    .usesTable()
                    .sendsTo(SYNC_QUEUE)
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .references(WEBHOOK_ADDRESS),
            FunctionDefinition.of(
                            "sync-access",
                            "Reads one partition from its provider and stores what changed",
                            new FunctionTrigger.QueueMessages(SYNC_QUEUE, 1, Duration.ZERO, 10))
                    .withTimeout(Duration.ofMinutes(5))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PERSON,
                            TablePartition.EVENT_DAY,
                            TablePartition.ACTIVITY,
                            TablePartition.CONNECTION,
                            TablePartition.DIGEST,
                            TablePartition.LISTING_PROGRESS,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY,
                            TablePartition.LEDGER_ENTRY)
                    .usesTable(DELETE)
                    .sendsTo(SYNC_QUEUE, PARKED)
                    .reads(CONFIG, CONNECTION_SECRETS),
            FunctionDefinition.of(
                            "receive-webhook",
                            "Verifies webhooks and queues the affected listings to be read again",
                            new FunctionTrigger.HttpRequests(
                                    FunctionTrigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /webhooks/{tenant}/{connection}",
                                            "POST /webhooks/{tenant}/{connection}",
                                            "GET /webhooks/{tenant}/{connection}/{further+}",
                                            "POST /webhooks/{tenant}/{connection}/{further+}")))
                    .withTimeout(Duration.ofSeconds(15))
                    .withMemory(1769)
                    .withMaxConcurrency(20)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PERSON,
                            TablePartition.EVENT_DAY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY)
                    .allow(TABLE, GET, GET_MANY, PUT, UPDATE)
                    .sendsTo(SYNC_QUEUE, PARKED)
                    .reads(CONFIG, CONNECTION_SECRETS),
            FunctionDefinition.of(
                            "receive-bus-event",
                            "Handles provider events from partner event buses",
                            new FunctionTrigger.PartnerEvents())
                    .inBundle("receive-webhook")
                    .withTimeout(Duration.ofSeconds(30))
                    .withMaxConcurrency(5)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PERSON,
                            TablePartition.EVENT_DAY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY)
                    .allow(TABLE, GET, GET_MANY, PUT, UPDATE)
                    .sendsTo(SYNC_QUEUE, PARKED)
                    .reads(CONFIG, CONNECTION_SECRETS),
            FunctionDefinition.of(
                            "detect-changes",
                            "Derives findings from changed rows and queues alerts",
                            new FunctionTrigger.TableChanges(ROWS_ABOUT_ACCESS, true, 500, Duration.ofSeconds(1), 10))
                    .withTimeout(Duration.ofMinutes(5))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.ALIAS,
                            TablePartition.SALT,
                            TablePartition.PATH_FACTS,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ALERT_QUEUE, PARKED)
                    .reads(CONFIG),
            FunctionDefinition.of(
                            "detect-on-schedule",
                            "Detects what changes without an event: expiry, inactivity, unused access",
                            new FunctionTrigger.Schedule("rate(1 day)"))
                    .inBundle("detect-changes")
                    .withTimeout(Duration.ofMinutes(15))
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.SALT,
                            TablePartition.PATH_FACTS,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ALERT_QUEUE)
                    .reads(CONFIG),
            FunctionDefinition.of(
                            "watch-activity",
                            "Compares activities with profiles, and turns what is unusual into findings and incidents",
                            new FunctionTrigger.TableChanges(ROWS_ABOUT_BEHAVIOR, false, 50, Duration.ofSeconds(5), 10))
                    .withTimeout(Duration.ofMinutes(5))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PROFILE,
                            TablePartition.INCIDENT,
                            TablePartition.INCIDENT_LINK,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ALERT_QUEUE, PARKED)
                    .reads(CONFIG),
            FunctionDefinition.of(
                            "alert-owner",
                            "Alerts the owner, or the next person in the escalation chain, by Slack or email, and opens tickets",
                            new FunctionTrigger.QueueMessages(ALERT_QUEUE, 10, Duration.ZERO, 2))
                    .withTimeout(Duration.ofMinutes(2))
                    .withMaxConcurrency(5)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.SEND,
                            TablePartition.QUESTION,
                            TablePartition.TICKET,
                            TablePartition.ALERTS,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes(DELETE)
                    .sendsTo(ALERT_QUEUE, PARKED)
                    .reads(CONFIG)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "decide",
                            "Decides whether an agent may perform an action (AuthZEN)",
                            new FunctionTrigger.HttpRequests(
                                    FunctionTrigger.Limit.DECISIONS,
                                    List.of(
                                            "GET /.well-known/authzen-configuration",
                                            "GET /access/v1/{further+}",
                                            "POST /access/v1/{further+}")))
                    .withTimeout(Duration.ofSeconds(10))
                    .withMemory(1769)
                    .withMaxConcurrency(50)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PERSON,
                            TablePartition.EVENT_DAY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY,
                            TablePartition.SALT,
                            TablePartition.APPROVAL,
                            TablePartition.APPROVAL_POINTER,
                            TablePartition.DECISION,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes(PUT_MANY)
                    .sendsTo(ALERT_QUEUE, PARKED)
                    .reads(CONFIG)
                    .references(WEBHOOK_ADDRESS),
            FunctionDefinition.of(
                            "authorize-request",
                            "Authorizes requests to your own API Gateway",
                            new FunctionTrigger.ExternalInvocation())
                    .inBundle("decide")
                    .withTimeout(Duration.ofSeconds(10))
                    .withMemory(1769)
                    .withMaxConcurrency(50)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.PERSON,
                            TablePartition.EVENT_DAY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.HANDLED_KEY,
                            TablePartition.SALT,
                            TablePartition.DECISION,
                            TablePartition.LEDGER_ENTRY)
                    .usesTable(PUT_MANY)
                    .sendsTo(ALERT_QUEUE, PARKED)
                    .reads(CONFIG),
            FunctionDefinition.of(
                            "promote-policies",
                            "Proposes promoting policies to the next stage, and demotes policies",
                            new FunctionTrigger.Schedule("rate(1 day)"))
                    .withTimeout(Duration.ofMinutes(5))
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.SEND,
                            TablePartition.SALT,
                            TablePartition.POLICIES,
                            TablePartition.PROMOTION,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes(DELETE)
                    .reads(CONFIG)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "enforce",
                            "Compares the inventory with the policies, warns owners, and revokes access where a policy"
                                    + " requires it",
                            new FunctionTrigger.Schedule("rate(1 hour)"))
                    .withTimeout(Duration.ofMinutes(15))
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.SEND,
                            TablePartition.REVOCATION,
                            TablePartition.SALT,
                            TablePartition.ENFORCEMENT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "publish-signals",
                            "Publishes signals about new ledger entries to receivers and sinks, every minute",
                            new FunctionTrigger.Schedule("rate(1 minute)"))
                    .withTimeout(Duration.ofMinutes(2))
                    .writes(TablePartition.SIGNAL_STATE, TablePartition.SIGNAL_DESTINATION)
                    .allow(TABLE, GET, QUERY, PUT, UPDATE, DELETE)
                    .reads(CONFIG, SIGNAL_SECRETS)
                    .allow(SIGNAL_BUSES, "events:DescribeEventBus", "events:PutEvents"),
            FunctionDefinition.of(
                            "serve-signals",
                            "Lets receivers manage and poll their streams (Shared Signals Framework)",
                            new FunctionTrigger.HttpRequests(
                                    FunctionTrigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /.well-known/ssf-configuration",
                                            "GET /ssf/{further+}",
                                            "POST /ssf/{further+}",
                                            "PUT /ssf/{further+}",
                                            "PATCH /ssf/{further+}",
                                            "DELETE /ssf/{further+}")))
                    .inBundle("publish-signals")
                    .withTimeout(Duration.ofSeconds(15))
                    .withMaxConcurrency(5)
                    .writes(TablePartition.SIGNAL_STREAMS, TablePartition.SIGNAL_DESTINATION)
                    .allow(TABLE, GET, QUERY, PUT, DELETE)
                    .reads(CONFIG, SIGNAL_SECRETS),
            FunctionDefinition.of(
                            "seal-ledger",
                            "Seals waiting entries into the ledger and signs a checkpoint, every minute",
                            new FunctionTrigger.Schedule("rate(1 minute)"))
                    .withTimeout(Duration.ofMinutes(2))
                    .withMaxConcurrency(2)
                    .writes(
                            TablePartition.DECISION,
                            TablePartition.DECISION_BATCH,
                            TablePartition.OPEN_DECISION_BATCH,
                            TablePartition.LEDGER_ENTRY,
                            TablePartition.LEDGER_BUNDLE,
                            TablePartition.LEDGER_TILE,
                            TablePartition.LEDGER_STATE,
                            TablePartition.LEDGER_CHECKPOINTS)
                    .usesTableAndIndexes(DELETE)
                    .sealsLedger(),
            FunctionDefinition.of(
                            "seal-on-write",
                            "Seals the ledger as soon as the table stream reports new entries",
                            new FunctionTrigger.TableChanges(List.of("TOLD"), false, 1000, Duration.ofSeconds(5), 2))
                    .inBundle("seal-ledger")
                    .withTimeout(Duration.ofMinutes(2))
                    .withMaxConcurrency(2)
                    .writes(
                            TablePartition.LEDGER_ENTRY,
                            TablePartition.LEDGER_BUNDLE,
                            TablePartition.LEDGER_TILE,
                            TablePartition.LEDGER_STATE,
                            TablePartition.LEDGER_CHECKPOINTS)
                    .usesTableAndIndexes(DELETE)
                    .sealsLedger(),
            FunctionDefinition.of(
                            "handle-response",
                            "Shows questions to people, and records what they answer in pages and in Slack and what happens to tickets",
                            new FunctionTrigger.HttpRequests(
                                    FunctionTrigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /answers/{ticket}",
                                            "HEAD /answers/{ticket}",
                                            "POST /answers/{ticket}",
                                            "GET /reviews/{ticket}",
                                            "HEAD /reviews/{ticket}",
                                            "POST /reviews/{ticket}",
                                            "POST /slack/actions",
                                            "POST /tickets/{tenant}/{target}")))
                    .withTimeout(Duration.ofSeconds(25))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.HANDLED_KEY,
                            TablePartition.QUESTION,
                            TablePartition.TICKET,
                            TablePartition.SALT,
                            TablePartition.APPROVAL,
                            TablePartition.APPROVAL_POINTER,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ANSWER_QUEUE)
                    .allow(APPLY_FUNCTION, "lambda:InvokeFunction")
                    .reads(CONFIG, ANSWER_SECRETS),
            FunctionDefinition.of(
                            "console",
                            "Serves the console: its API, sign-in and the browser application",
                            new FunctionTrigger.HttpRequests(
                                    FunctionTrigger.Limit.WEBHOOKS,
                                    List.of(
                                            "GET /console",
                                            "GET /console/{further+}",
                                            "HEAD /console/{further+}",
                                            "GET /api/v1/{further+}",
                                            "HEAD /api/v1/{further+}",
                                            "POST /api/v1/{further+}")))
                    .withTimeout(Duration.ofSeconds(28))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.CONSOLE,
                            TablePartition.QUESTION,
                            TablePartition.ALERT_CONTROLS,
                            TablePartition.APPROVAL,
                            TablePartition.APPROVAL_POINTER,
                            TablePartition.APPROVAL_OF_RECORD,
                            TablePartition.INCIDENT,
                            TablePartition.PROFILE,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ANSWER_QUEUE)
                    .allow(APPLY_FUNCTION, "lambda:InvokeFunction")
                    .allow(LADDER_FUNCTION, "lambda:InvokeFunction")
                    .allow(REVIEW_FUNCTION, "lambda:InvokeFunction")
                    .allow(LEDGER_KEY, "kms:GetPublicKey")
                    .reads(CONFIG, CONSOLE_SECRETS)
                    .references(WEBHOOK_ADDRESS),
            FunctionDefinition.of(
                            "apply-on-request",
                            "Shows what an answer would revoke, and carries out the answer, while a user waits for the"
                                    + " page",
                            new FunctionTrigger.FunctionInvocation(List.of("handle-response", "console")))
                    .inBundle("apply-answer")
                    // Shorter than the time that a page waits, so that nothing is carried out after the user has given
                    // up.
                    .withTimeout(Duration.ofSeconds(15))
                    .withMemory(1769)
                    .withMaxConcurrency(10)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.SEND,
                            TablePartition.REVOCATION,
                            TablePartition.QUESTION,
                            TablePartition.APPROVAL_OF_RECORD,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ANSWER_QUEUE)
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "apply-answer",
                            "Carries out the answers that people gave",
                            new FunctionTrigger.QueueMessages(ANSWER_QUEUE, 1, Duration.ZERO, 2))
                    .withTimeout(Duration.ofMinutes(5))
                    .withMaxConcurrency(5)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.SEND,
                            TablePartition.REVOCATION,
                            TablePartition.QUESTION,
                            TablePartition.APPROVAL_OF_RECORD,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .sendsTo(ANSWER_QUEUE, PARKED)
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "run-review",
                            "Starts and closes access reviews, and asks each owner",
                            new FunctionTrigger.Schedule("rate(15 minutes)"))
                    .withTimeout(Duration.ofMinutes(15))
                    .withMaxConcurrency(1)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.SEND,
                            TablePartition.REVOCATION,
                            TablePartition.QUESTION,
                            TablePartition.APPROVAL_OF_RECORD,
                            TablePartition.CAMPAIGN,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes()
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .sendsMessages(),
            FunctionDefinition.of(
                            "escalate",
                            "Reminds and escalates, sends withheld alerts and summaries, and closes tickets",
                            new FunctionTrigger.Schedule("rate(5 minutes)"))
                    .inBundle("run-review")
                    .withTimeout(Duration.ofMinutes(5))
                    .withMaxConcurrency(1)
                    .writes(
                            TablePartition.IDENTITY,
                            TablePartition.RATE_BUDGET,
                            TablePartition.SEND,
                            TablePartition.REVOCATION,
                            TablePartition.QUESTION,
                            TablePartition.TICKET,
                            TablePartition.APPROVAL_OF_RECORD,
                            TablePartition.ALERTS,
                            TablePartition.ALERT_CONTROLS,
                            TablePartition.SALT,
                            TablePartition.LEDGER_ENTRY)
                    .usesTableAndIndexes(DELETE)
                    .reads(CONFIG, CONNECTION_SECRETS)
                    .sendsMessages());

    private FunctionDefinitions() {}

    public static List<FunctionDefinition> rows() {
        return ROWS;
    }
}
