package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.dynamodb.ConsumedUnits;
import io.grantkeeper.aws.sqs.SqsWorkQueue;
import io.grantkeeper.functions.climbladder.ClimbLadderRequest;
import io.grantkeeper.functions.climbladder.ClimbLadderResult;
import io.grantkeeper.functions.detectchanges.DetectByClockRequest;
import io.grantkeeper.functions.detectchanges.DetectByClockResult;
import io.grantkeeper.functions.enforce.EnforceRequest;
import io.grantkeeper.functions.enforce.EnforceResult;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.publishsignals.PublishSignalsRequest;
import io.grantkeeper.functions.publishsignals.PublishSignalsResult;
import io.grantkeeper.functions.runreview.EscalateRequest;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.functions.runtime.Functions;
import io.grantkeeper.functions.sealledger.SealLedgerRequest;
import io.grantkeeper.functions.sealledger.SealLedgerResult;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.work.PlanSweepRequest;
import io.grantkeeper.ledger.note.TrustedKeys;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/** The running suite. */
public final class Suite implements AutoCloseable {
    private final SuiteOptions options;
    private final Infrastructure infrastructure;
    private final LocalLedger ledger;
    private final Functions functions;
    private final Optional<WebhookFront> front;
    private final Function<PlanSweepRequest, PlanSweepResult> planSweep;
    private final Function<DetectByClockRequest, DetectByClockResult> detectByClock;
    private final Function<SealLedgerRequest, SealLedgerResult> sealLedger;
    private final Function<ClimbLadderRequest, ClimbLadderResult> climbLadder;
    private final Function<EnforceRequest, EnforceResult> enforce;
    private final Function<RunReviewRequest, RunReviewResult> runReview;
    private final Function<EscalateRequest, EscalateResult> escalate;
    private final Function<PublishSignalsRequest, PublishSignalsResult> publishSignals;
    private final Pumps pumps;
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();

    private Suite(SuiteOptions options, Infrastructure infrastructure, Optional<WebhookFront> front) {
        this.options = options;
        this.infrastructure = infrastructure;
        this.front = front;
        this.ledger = new LocalLedger(options.ledgerKeys(), options.data());
        this.functions = Functions.start(
                Functions.modules(),
                new LocalPorts(options, infrastructure, ledger, front.map(WebhookFront::address), closing::add));
        this.planSweep = functions.function("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class);
        this.detectByClock =
                functions.function("detect-by-clock", DetectByClockRequest.class, DetectByClockResult.class);
        this.sealLedger = functions.function("seal-ledger", SealLedgerRequest.class, SealLedgerResult.class);
        this.climbLadder = functions.function("climb-ladder", ClimbLadderRequest.class, ClimbLadderResult.class);
        this.enforce = functions.function("enforce", EnforceRequest.class, EnforceResult.class);
        this.runReview = functions.function("run-review", RunReviewRequest.class, RunReviewResult.class);
        this.escalate = functions.function("escalate", EscalateRequest.class, EscalateResult.class);
        this.publishSignals =
                functions.function("publish-signals", PublishSignalsRequest.class, PublishSignalsResult.class);
        this.pumps = new Pumps(
                new QueuePump(
                        infrastructure.sqs(),
                        infrastructure.syncQueue(),
                        functions.function("sync-access", SQSEvent.class, SQSBatchResponse.class)),
                new QueuePump(
                        infrastructure.sqs(),
                        infrastructure.alertQueue(),
                        functions.function("alert-owner", SQSEvent.class, SQSBatchResponse.class)),
                new QueuePump(
                        infrastructure.sqs(),
                        infrastructure.answerQueue(),
                        functions.function("settle-answer", SQSEvent.class, SQSBatchResponse.class)),
                new StreamPump(
                        infrastructure.streams(),
                        infrastructure.streamArn(),
                        functions.function("detect-changes", DynamodbEvent.class, StreamsEventResponse.class),
                        new StreamPosition(options.data())),
                this::sealAndPublish);
        new UntoldFindings(stores().findings(), new SqsWorkQueue<>(infrastructure.sqs(), infrastructure.alertQueue()))
                .queueAgain(options.tenant(), options.clock().instant());
        front.ifPresent(door -> door.serve(
                functions.function("receive-webhook", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("handle-response", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("decide", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("serve-signals", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class)));
    }

    /** Starts all parts. */
    public static Suite start(SuiteOptions options) {
        Infrastructure infrastructure = Infrastructure.start(options.data());
        return new Suite(options, infrastructure, options.port().map(WebhookFront::bind));
    }

    /** Reads and writes of the same table that the functions use. */
    public SuiteStores stores() {
        return new SuiteStores(infrastructure.table());
    }

    /** Who signs the ledger. */
    public TrustedKeys ledgerKeys() {
        return ledger.keys().trusted(options.tenant());
    }

    /** Where webhooks are heard, where they are. */
    public Optional<URI> address() {
        return front.map(WebhookFront::address);
    }

    /** What DynamoDB was asked for so far. */
    public ConsumedUnits.Snapshot consumed() {
        return infrastructure.table().consumed().snapshot();
    }

    /** Plans a sweep of a connection, as the schedule does; the work is done by {@link #runUntilQuiet}. */
    public PlanSweepResult plan(Connection connection) {
        return plan(connection, false);
    }

    /** Plans a sweep because a person asked for one, who may have mended what the connection was paused for. */
    public PlanSweepResult resume(Connection connection) {
        return plan(connection, true);
    }

    private PlanSweepResult plan(Connection connection, boolean resume) {
        return planSweep.apply(new PlanSweepRequest(
                connection.tenant(), connection.id(), options.clock().instant(), false, resume));
    }

    /** Looks for what time alone has brought about, as the daily schedule does. */
    public DetectByClockResult detectByClock() {
        return detectByClock.apply(new DetectByClockRequest(options.tenant()));
    }

    /** Weighs policies on the trust ladder, as the daily schedule does. */
    public ClimbLadderResult climbLadder() {
        return climbLadder.apply(ClimbLadderRequest.review(options.tenant()));
    }

    /** Does to policies what a person wants. */
    public ClimbLadderResult climbLadder(ClimbLadderRequest request) {
        return climbLadder.apply(request);
    }

    /** Does to enforcement what a person wants. */
    public EnforceResult enforce(EnforceRequest request) {
        return enforce.apply(request);
    }

    /** Holds the inventory to the policies in enforcement, as the hourly schedule does. */
    public EnforceResult enforce() {
        return enforce.apply(EnforceRequest.run(options.tenant()));
    }

    /** Starts and closes the reviews that are due, or that a person asks for. */
    public RunReviewResult runReview(RunReviewRequest request) {
        return runReview.apply(request);
    }

    /** Looks at the questions that are due, as the schedule does every few minutes. */
    public EscalateResult escalate() {
        return escalate.apply(new EscalateRequest(options.tenant()));
    }

    /** Brings what waits into the ledger and signs it, as the schedule does every minute. */
    public SealLedgerResult seal() {
        return sealLedger.apply(new SealLedgerRequest(options.tenant()));
    }

    /** Tells other systems what the ledger holds anew, as the schedule does every minute. */
    public PublishSignalsResult publishSignals() {
        return publishSignals.apply(new PublishSignalsRequest(options.tenant()));
    }

    private void sealAndPublish() {
        seal();
        publishSignals();
    }

    /** How much work lies in the queues. */
    public int waiting() {
        return pumps.waiting();
    }

    /** What keeps the suite from becoming quiet, for people. */
    public String left() {
        String messages = "%d messages wait".formatted(waiting());
        return pumps.isStreamHandedBack()
                ? messages + ", and detect-changes fails again and again on what was stored"
                : messages;
    }

    /**
     * Works until the queues are empty and the stream is read, then seals the ledger.
     *
     * @param watcher hears now and then how much work lies in the queues
     * @param atMost after that it gives up
     * @return whether it became quiet
     */
    public boolean runUntilQuiet(Consumer<Integer> watcher, Duration atMost) {
        boolean quiet = pumps.runUntilQuiet(watcher, atMost);
        sealAndPublish();
        return quiet;
    }

    /**
     * Works off the sync queue alone: what it wrote waits in the stream. For measuring each function apart.
     *
     * @return whether the queue was empty before the time was up
     */
    public boolean syncUntilEmpty(Duration atMost) {
        return pumps.syncUntilEmpty(atMost);
    }

    /**
     * Hands what waits in the stream to {@code detect-changes} alone; the alert work that follows stays in its queue.
     *
     * @return how many records were handed over, those that detection itself wrote included
     */
    public int detectUntilRead(Duration atMost) {
        return pumps.detectUntilRead(atMost);
    }

    /** Works until told to stop; for serving. */
    public void runWhile(BooleanSupplier goOn) {
        pumps.runWhile(goOn);
    }

    /** What could not be handled, with the reason of each; they stay where they are. */
    public List<String> deadLetters() {
        return new ParkedMessages(infrastructure.sqs(), infrastructure.deadLetterQueue()).reasons();
    }

    @Override
    public void close() {
        front.ifPresent(WebhookFront::close);
        closing.forEach(Runnable::run);
        pumps.close();
        functions.close();
        infrastructure.close();
    }
}
