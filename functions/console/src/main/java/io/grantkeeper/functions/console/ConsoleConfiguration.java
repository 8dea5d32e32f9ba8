package io.grantkeeper.functions.console;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.grantkeeper.aws.secrets.SecretResolver;
import io.grantkeeper.behavior.incident.CloseIncident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.connectors.ConnectorRegistry;
import io.grantkeeper.functions.connections.ConfiguredConnections;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.messaging.AnswerExecutorFactory;
import io.grantkeeper.functions.messaging.AnswerServiceFactory;
import io.grantkeeper.functions.messaging.AnswersConfig;
import io.grantkeeper.functions.messaging.PageAnswerExecutor;
import io.grantkeeper.functions.messaging.ProviderDisplayNames;
import io.grantkeeper.functions.runtime.FunctionModule;
import io.grantkeeper.functions.runtime.KeyedRateLimit;
import io.grantkeeper.functions.runtime.LedgerKeys;
import io.grantkeeper.functions.runtime.PublicRequestGate;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.ExpiringRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.ledger.record.PolicyLadderRecorder;
import io.grantkeeper.owners.alerts.ControlAlerts;
import io.grantkeeper.owners.answers.AnswerTimeouts;
import io.grantkeeper.owners.approvals.RecordApproval;
import io.grantkeeper.owners.approvals.TriageApprovals;
import io.grantkeeper.policy.ladder.ApplyPolicies;
import io.grantkeeper.policy.ladder.OwnerFeedbackReader;
import io.grantkeeper.policy.ladder.PolicyStageNotifier;
import io.grantkeeper.policy.ladder.PromotePolicies;
import io.grantkeeper.policy.ladder.PromotionStore;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.reports.ApprovalReader;
import io.grantkeeper.reports.InventoryReader;
import io.grantkeeper.targets.ticket.TicketStore;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.beans.factory.BeanRegistry;

/**
 * The configuration of {@code console}. The function reads the whole inventory and records decisions. It has no
 * credentials for providers or channels: another function carries out what an answer requires.
 */
public final class ConsoleConfiguration extends FunctionModule<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    /** The maximum number of requests per second from one caller, on average and in a burst. */
    private static final int REQUESTS_PER_SECOND = 20;

    private static final int REQUESTS_AT_ONCE = 200;

    /** The maximum number of requests per second that can read thousands of rows, on average and in a burst. */
    private static final int EXPENSIVE_PER_SECOND = 2;

    private static final int EXPENSIVE_AT_ONCE = 40;

    public ConsoleConfiguration() {
        super("console", APIGatewayV2HTTPEvent.class, APIGatewayV2HTTPResponse.class);
    }

    /** Returns the function. If the installation has no public address, the function does not answer requests. */
    @Override
    public Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function(BeanRegistry.SupplierContext ports) {
        ConsoleSettings settings = settings(ports);
        Optional<ConsoleOrigin> origin = settings.config()
                .publicUrl()
                .map(URI::create)
                .or(() -> ports.bean(WebhookAddress.class).base())
                .map(ConsoleOrigin::of);
        return PublicRequestGate.before(
                origin.<Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse>>map(
                                known -> function(ports, settings, known))
                        .orElse(_ -> ProblemDetails.of(
                                        ProblemDetails.Type.UNAVAILABLE,
                                        "the console has no address; set 'publicUrl' in 'console' of the configuration")
                                .response()
                                .event(true)),
                origin.map(ConsoleConfiguration::rejections).orElse(_ -> false));
    }

    /**
     * Returns a predicate that selects the responses that count against a sender's address. On a local machine, it
     * selects none, because every page that is open in a browser there sends requests from the person's own address and
     * could lock the person out.
     */
    private static Predicate<APIGatewayV2HTTPResponse> rejections(ConsoleOrigin origin) {
        return origin.isLocal() ? _ -> false : ConsoleFunction::isRejection;
    }

    private static ConsoleSettings settings(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(ConsoleSettings.class)
                .getIfAvailable(() -> ConsoleSettings.of(
                        ports.bean(ConnectionsConfig.class),
                        reference -> ports.bean(SecretResolver.class).resolve("console", reference)));
    }

    private static ConsoleTimeouts timeouts(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(ConsoleTimeouts.class).getIfAvailable(() -> ConsoleTimeouts.STANDARD);
    }

    private static TenantId tenant(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(TenantId.class)
                .getIfAvailable(() -> ports.bean(ConnectionsConfig.class).tenant());
    }

    private static ConsoleFunction function(
            BeanRegistry.SupplierContext ports, ConsoleSettings settings, ConsoleOrigin origin) {
        Clock clock = ports.bean(Clock.class);
        TenantId tenant = tenant(ports);
        ExpiringRecordStore records = ports.bean(ExpiringRecordStore.class);
        ConsoleSessions sessions = new ConsoleSessions(tenant, records, clock);
        Optional<OidcIssuer> issuer = settings.config()
                .issuer()
                .map(url ->
                        new OidcIssuer(url, new OidcHttpClient(timeouts(ports).issuer()), clock));
        Optional<OidcSignIn> signIn = issuer.map(known -> new OidcSignIn(
                tenant,
                known,
                settings.config(),
                settings.config()
                        .clientSecret()
                        .map(reference -> () -> settings.secrets().apply(reference)),
                origin.callback(),
                records,
                clock));
        AnswerServiceFactory answering = new AnswerServiceFactory(
                ports, reference -> ports.bean(SecretResolver.class).resolve("alerts", reference));
        ApiDescription description = ApiDescription.standard();
        ConsoleActionRecorder journal = new ConsoleActionRecorder(
                tenant, ports.bean(PendingEntryStore.class), ports.bean(SaltStore.class), clock);
        return new ConsoleFunction(
                origin,
                new ConsoleApi(
                        description,
                        handlers(ports, answering, origin, sessions, description, signIn.isPresent()),
                        new ConsoleAuthentication(sessions, settings.config(), issuer, origin, clock),
                        origin,
                        new IdempotentWrites(tenant, records, clock),
                        journal,
                        new ConsoleApi.Rates(
                                new KeyedRateLimit(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, System::nanoTime),
                                new KeyedRateLimit(EXPENSIVE_PER_SECOND, EXPENSIVE_AT_ONCE, System::nanoTime)),
                        clock),
                StaticFiles.standard(),
                sessions,
                journal,
                signIn,
                new LocalSignInLinks(tenant, records, clock),
                ConsoleFunction.localPerson(answering.securityTeamEmail().orElse("security@localhost")));
    }

    private static ConsoleStores stores(BeanRegistry.SupplierContext ports) {
        return new ConsoleStores(
                tenant(ports),
                ports.bean(ConfiguredConnections.class).all(),
                ConnectorRegistry.standard(),
                ports.bean(AccessStore.class),
                ports.bean(FindingStore.class),
                ports.bean(QuestionStore.class),
                ports.bean(CampaignStore.class),
                ports.bean(ApprovalOfRecordStore.class),
                ports.bean(SweepStore.class),
                ports.bean(PartitionDigestStore.class),
                ports.bean(RevocationStore.class),
                ports.bean(PolicyStore.class),
                ports.bean(PromotionStore.class),
                ports.bean(DecisionLog.class),
                ports.bean(DecisionBatchStore.class),
                ports.bean(LogStore.class),
                ports.bean(Clock.class));
    }

    private static Map<String, ApiHandler> handlers(
            BeanRegistry.SupplierContext ports,
            AnswerServiceFactory answering,
            ConsoleOrigin origin,
            ConsoleSessions sessions,
            ApiDescription description,
            boolean signsIn) {
        ConsoleStores stores = stores(ports);
        ConsoleInventory inventory =
                new ConsoleInventory(stores, timeouts(ports).firstUpdate());
        ApiViews views = new ApiViews(
                inventory,
                new FindingTickets(stores.tenant(), ports.bean(TicketStore.class), stores.clock()),
                ProviderDisplayNames.forAnswers());
        QuestionViews questions = new QuestionViews(
                stores, views, answering.answers().map(AnswersConfig::settings).orElseGet(AnswerTimeouts::standard));
        TierZeroPathReports paths = new TierZeroPathReports(
                stores,
                ports.bean(PathFactStore.class),
                inventory,
                settings(ports).paths());
        IdentityFilter filter = new IdentityFilter(inventory, views, paths);
        ApprovalReader approvals = new ApprovalReader(
                stores.tenant(),
                stores.approvals(),
                new InventoryReader(stores.tenant(), stores.access(), stores.findings()),
                settings(ports).approved(),
                identity -> !inventory.snapshot().questionsAbout(identity).isEmpty(),
                stores.clock());
        RecordApproval recording = new RecordApproval(
                stores.approvals(),
                stores.access(),
                ports.bean(IdentityAliasStore.class),
                stores.findings(),
                stores.clock());
        CoverageApi coverage = new CoverageApi(stores);
        LedgerKeys keys = ports.bean(LedgerKeys.class);
        LedgerApi ledger = new LedgerApi(stores, keys, inventory);
        Map<String, ApiHandler> handlers = new HashMap<>();
        new SessionApi(stores.tenant(), description, sessions, origin, signsIn).register(handlers);
        new QueueApi(stores, inventory, views, coverage).register(handlers);
        new IdentityApi(stores, inventory, filter, views, questions, paths, approvals, ports.bean(SaltStore.class))
                .register(handlers);
        new ProductApi(inventory, views).register(handlers);
        new FindingApi(inventory, views).register(handlers);
        IncidentStore incidents = ports.bean(IncidentStore.class);
        new IncidentApi(
                        stores,
                        inventory,
                        views,
                        incidents,
                        new CloseIncident(
                                new IncidentCorrelator(incidents), ports.bean(ProfileStore.class), stores.findings()))
                .register(handlers);
        WithheldAlertStore withheld = ports.bean(WithheldAlertStore.class);
        new AlertApi(
                        stores.tenant(),
                        withheld,
                        new ControlAlerts(
                                withheld,
                                ports.bean(PendingEntryStore.class),
                                ports.bean(SaltStore.class),
                                stores.clock()),
                        stores.clock())
                .register(handlers);
        new ApprovalApi(
                        stores,
                        inventory,
                        views,
                        recording,
                        new TriageApprovals(stores.access(), stores.approvals(), recording))
                .register(handlers);
        new QuestionApi(stores, inventory, questions, origin, answering(ports, answering, stores)).register(handlers);
        new ReviewApi(stores, inventory, questions, AnswerExecutorFactory.reviews(ports)).register(handlers);
        new PolicyApi(stores, ladder(ports, stores), AnswerExecutorFactory.ladder(ports)).register(handlers);
        new ReplayApi(stores).register(handlers);
        new DecisionApi(stores, inventory, ledger).register(handlers);
        coverage.register(handlers);
        ledger.register(handlers);
        new EvidenceApi(
                        stores,
                        keys,
                        inventory,
                        ports.bean(PathFactStore.class),
                        settings(ports).paths())
                .register(handlers);
        new ExportApi(inventory, filter, views, paths).register(handlers);
        new RecordApi(
                        stores,
                        incidents,
                        ports.bean(ProfileStore.class),
                        ports.bean(TicketStore.class),
                        withheld,
                        ports.bean(PathFactStore.class),
                        settings(ports).paths())
                .register(handlers);
        return handlers;
    }

    private static Optional<QuestionApi.Answering> answering(
            BeanRegistry.SupplierContext ports, AnswerServiceFactory answering, ConsoleStores stores) {
        return answering
                .answers()
                .map(answers -> new QuestionApi.Answering(
                        answering.give(answers),
                        answering.answerAccess(),
                        new PageAnswerExecutor(
                                AnswerExecutorFactory.executor(ports),
                                stores.questions(),
                                ports.bean(WorkQueueTypes.ANSWER_QUEUE))));
    }

    /** Returns a trust ladder that is used here only to evaluate policies. */
    private static PromotePolicies ladder(BeanRegistry.SupplierContext ports, ConsoleStores stores) {
        return new PromotePolicies(
                stores.policies(),
                stores.promotions(),
                LadderEvidenceCache.bounded(stores.decisions()),
                () -> new OwnerFeedbackReader(ports.bean(ApprovalStore.class), stores.questions()),
                new PolicyLadderRecorder(
                        ports.bean(PendingEntryStore.class), ports.bean(SaltStore.class), stores.clock()),
                PolicyStageNotifier.none(),
                ApplyPolicies::limits,
                stores.clock());
    }
}
