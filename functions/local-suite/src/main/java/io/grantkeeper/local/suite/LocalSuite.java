package io.grantkeeper.local.suite;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import io.grantkeeper.aws.dynamodb.ConsumedCapacityTotals;
import io.grantkeeper.aws.dynamodb.DynamoDbExpiringRecordStore;
import io.grantkeeper.aws.sqs.SqsWorkQueue;
import io.grantkeeper.functions.console.LocalSignInLinks;
import io.grantkeeper.functions.detectchanges.DetectOnScheduleRequest;
import io.grantkeeper.functions.detectchanges.DetectOnScheduleResult;
import io.grantkeeper.functions.enforce.EnforceRequest;
import io.grantkeeper.functions.enforce.EnforceResult;
import io.grantkeeper.functions.plansweep.PlanSweepResult;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesRequest;
import io.grantkeeper.functions.promotepolicies.PromotePoliciesResult;
import io.grantkeeper.functions.publishsignals.PublishSignalsRequest;
import io.grantkeeper.functions.publishsignals.PublishSignalsResult;
import io.grantkeeper.functions.runreview.EscalateRequest;
import io.grantkeeper.functions.runreview.EscalateResult;
import io.grantkeeper.functions.runreview.RunReviewRequest;
import io.grantkeeper.functions.runreview.RunReviewResult;
import io.grantkeeper.functions.runtime.FunctionApplicationContext;
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

/** All of Grantkeeper's functions, running in this process. */
public final class LocalSuite implements AutoCloseable {
    private final LocalSuiteOptions options;
    private final EmbeddedInfrastructure infrastructure;
    private final LocalLedger ledger;
    private final FunctionApplicationContext functions;
    private final Optional<LocalHttpApi> server;
    private final Function<PlanSweepRequest, PlanSweepResult> planSweep;
    private final Function<DetectOnScheduleRequest, DetectOnScheduleResult> detectOnSchedule;
    private final Function<SealLedgerRequest, SealLedgerResult> sealLedger;
    private final Function<PromotePoliciesRequest, PromotePoliciesResult> promotePolicies;
    private final Function<EnforceRequest, EnforceResult> enforce;
    private final Function<RunReviewRequest, RunReviewResult> runReview;
    private final Function<EscalateRequest, EscalateResult> escalate;
    private final Function<PublishSignalsRequest, PublishSignalsResult> publishSignals;
    private final DataFolderSpace space;
    private final EventSourcePollers pumps;
    private final List<Runnable> closing = new CopyOnWriteArrayList<>();

    private LocalSuite(LocalSuiteOptions given, EmbeddedInfrastructure infrastructure, Optional<LocalHttpApi> server) {
        Optional<LocalSuiteEndpoint> announced =
                given.data().flatMap(_ -> server).map(door -> LocalSuiteEndpoint.at(door.address()));
        this.options =
                announced.map(known -> given.withCommandLine(known.key())).orElse(given);
        this.infrastructure = infrastructure;
        this.server = server;
        this.ledger = new LocalLedger(options.ledgerKeys(), options.data());
        this.functions = FunctionApplicationContext.start(
                FunctionApplicationContext.modules(),
                new LocalPortAdapters(
                        options, infrastructure, ledger, server.map(LocalHttpApi::address), closing::add));
        this.planSweep = functions.function("plan-sweep", PlanSweepRequest.class, PlanSweepResult.class);
        this.detectOnSchedule =
                functions.function("detect-on-schedule", DetectOnScheduleRequest.class, DetectOnScheduleResult.class);
        this.sealLedger = functions.function("seal-ledger", SealLedgerRequest.class, SealLedgerResult.class);
        this.promotePolicies =
                functions.function("promote-policies", PromotePoliciesRequest.class, PromotePoliciesResult.class);
        this.enforce = functions.function("enforce", EnforceRequest.class, EnforceResult.class);
        this.runReview = functions.function("run-review", RunReviewRequest.class, RunReviewResult.class);
        this.escalate = functions.function("escalate", EscalateRequest.class, EscalateResult.class);
        this.publishSignals =
                functions.function("publish-signals", PublishSignalsRequest.class, PublishSignalsResult.class);
        this.space = new DataFolderSpace(options.data());
        this.pumps = new EventSourcePollers(
                new QueuePoller(
                        infrastructure.sqs(),
                        infrastructure.syncQueue(),
                        functions.function("sync-access", SQSEvent.class, SQSBatchResponse.class)),
                new QueuePoller(
                        infrastructure.sqs(),
                        infrastructure.alertQueue(),
                        functions.function("alert-owner", SQSEvent.class, SQSBatchResponse.class)),
                new QueuePoller(
                        infrastructure.sqs(),
                        infrastructure.answerQueue(),
                        functions.function("apply-answer", SQSEvent.class, SQSBatchResponse.class)),
                new TableStreamPoller(
                        infrastructure.streams(),
                        infrastructure.streamArn(),
                        new TableStreamFunctions(
                                functions.function("detect-changes", DynamodbEvent.class, StreamsEventResponse.class),
                                functions.function("watch-activity", DynamodbEvent.class, StreamsEventResponse.class)),
                        new TableStreamPosition(options.data())),
                this::sealAndPublish,
                space);
        new UnsentAlertRequeuer(
                        stores().findings(),
                        stores().sends(),
                        new SqsWorkQueue<>(infrastructure.sqs(), infrastructure.alertQueue()))
                .requeue(options.tenant(), options.clock().instant());
        server.ifPresent(door -> door.serve(
                functions.function("receive-webhook", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("handle-response", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("decide", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("serve-signals", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class),
                functions.function("console", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class)));
        announced.ifPresent(known -> known.announce(options.data().orElseThrow()));
    }

    /**
     * Starts the suite.
     *
     * @throws IllegalStateException if the data folder's disk is almost full; the message says what to do
     */
    public static LocalSuite start(LocalSuiteOptions options) {
        new DataFolderSpace(options.data()).require();
        EmbeddedInfrastructure infrastructure = EmbeddedInfrastructure.start(options.data());
        return new LocalSuite(options, infrastructure, options.port().map(LocalHttpApi::bind));
    }

    /** Returns stores that use the same table as the functions. */
    public LocalSuiteStores stores() {
        return new LocalSuiteStores(infrastructure.table());
    }

    /** Returns the keys to verify the ledger with. */
    public TrustedKeys ledgerKeys() {
        return ledger.keys().trusted(options.tenant());
    }

    /** Returns the base URL of the suite's HTTP API; empty if the suite was started without a port. */
    public Optional<URI> address() {
        return server.map(LocalHttpApi::address);
    }

    /** Returns a new one-time link with which a person on this machine signs in to the console. */
    public URI consoleLink() {
        return address()
                .orElseThrow(() -> new IllegalStateException("the suite was started without a port"))
                .resolve(new LocalSignInLinks(
                                options.tenant(),
                                new DynamoDbExpiringRecordStore(infrastructure.table()),
                                options.clock())
                        .create());
    }

    /** Returns the capacity that DynamoDB has consumed so far. */
    public ConsumedCapacityTotals.Snapshot consumed() {
        return infrastructure.table().consumed().snapshot();
    }

    /** Plans a sweep of a connection, as the schedule does. {@link #runUntilQuiet} then does the planned work. */
    public PlanSweepResult plan(Connection connection) {
        return plan(connection, false);
    }

    /** Plans a sweep of a paused connection at the request of a person who may have fixed the cause of the pause. */
    public PlanSweepResult resume(Connection connection) {
        return plan(connection, true);
    }

    private PlanSweepResult plan(Connection connection, boolean resume) {
        return planSweep.apply(new PlanSweepRequest(
                connection.tenant(), connection.id(), options.clock().instant(), false, resume));
    }

    /** Runs time-based detection, as the daily schedule does. */
    public DetectOnScheduleResult detectOnSchedule() {
        return detectOnSchedule.apply(new DetectOnScheduleRequest(options.tenant()));
    }

    /** Evaluates policies on the trust ladder, as the daily schedule does. */
    public PromotePoliciesResult promotePolicies() {
        return promotePolicies.apply(PromotePoliciesRequest.review(options.tenant()));
    }

    /** Handles a person's request to the function {@code promote-policies}. */
    public PromotePoliciesResult promotePolicies(PromotePoliciesRequest request) {
        return promotePolicies.apply(request);
    }

    /** Handles a person's request to the function {@code enforce}. */
    public EnforceResult enforce(EnforceRequest request) {
        return enforce.apply(request);
    }

    /** Enforces policies on the inventory, as the hourly schedule does. */
    public EnforceResult enforce() {
        return enforce.apply(EnforceRequest.run(options.tenant()));
    }

    /**
     * Starts the access reviews and closes the campaigns that are due. If the request names a review, only starts that
     * review; if it names a campaign, only closes that campaign.
     */
    public RunReviewResult runReview(RunReviewRequest request) {
        return runReview.apply(request);
    }

    /** Processes the questions that are due, as the schedule does every few minutes. */
    public EscalateResult escalate() {
        return escalate.apply(new EscalateRequest(options.tenant()));
    }

    /** Seals pending ledger entries, as the schedule does every minute. */
    public SealLedgerResult seal() {
        return sealLedger.apply(new SealLedgerRequest(options.tenant()));
    }

    /** Publishes new ledger entries as signals, as the schedule does every minute. */
    public PublishSignalsResult publishSignals() {
        return publishSignals.apply(new PublishSignalsRequest(options.tenant()));
    }

    private void sealAndPublish() {
        seal();
        publishSignals();
    }

    /** Returns the number of messages in the queues. */
    public int queuedMessages() {
        return pumps.waiting();
    }

    /** Returns a human-readable description of the work that is still pending. */
    public String pendingWork() {
        String messages = "%d messages waiting".formatted(queuedMessages());
        return pumps.isStreamRetrying()
                ? messages + ", and detect-changes keeps failing on the same stream records"
                : messages;
    }

    /**
     * Runs until the queues are empty and the DynamoDB stream is read completely, then seals the ledger.
     *
     * @param watcher repeatedly receives the number of queued messages
     * @param atMost the time limit
     * @return whether all work was finished within the time limit
     */
    public boolean runUntilQuiet(Consumer<Integer> watcher, Duration atMost) {
        boolean quiet = pumps.runUntilQuiet(watcher, atMost);
        sealAndPublish();
        return quiet;
    }

    /**
     * Processes only the sync queue, so that the function that handles it can be measured separately. The resulting
     * writes remain in the DynamoDB stream.
     *
     * @param atMost the time limit
     * @return whether the queue was empty before the time limit
     */
    public boolean syncUntilEmpty(Duration atMost) {
        return pumps.syncUntilEmpty(atMost);
    }

    /**
     * Delivers pending stream records to {@code detect-changes} only; the resulting alert work remains in its queue.
     *
     * @return the number of delivered records, including those that detection itself wrote
     */
    public int detectUntilRead(Duration atMost) {
        return pumps.detectUntilRead(atMost);
    }

    /**
     * Processes queues and the stream, and seals the ledger periodically, for as long as a condition is true. Stops with
     * an exception if the data folder's disk is almost full.
     *
     * @param shouldContinue returns whether to continue
     */
    public void runWhile(BooleanSupplier shouldContinue) {
        pumps.runWhile(shouldContinue);
    }

    /**
     * Requires that the data folder's disk is not almost full.
     *
     * @throws IllegalStateException if the data folder's disk is almost full; the message says what to do
     */
    public void requireDiskSpace() {
        space.require();
    }

    /** Returns the reason for each message in the parking queue, without removing the messages. */
    public List<String> parkingReasons() {
        return new ParkingQueueViewer(infrastructure.sqs(), infrastructure.deadLetterQueue()).reasons();
    }

    @Override
    public void close() {
        options.data().ifPresent(LocalSuiteEndpoint::withdraw);
        server.ifPresent(LocalHttpApi::close);
        closing.forEach(Runnable::run);
        pumps.close();
        functions.close();
        infrastructure.close();
    }
}
