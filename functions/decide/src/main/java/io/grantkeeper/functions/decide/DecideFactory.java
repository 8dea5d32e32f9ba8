package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.CallerAuthentication;
import io.grantkeeper.authzen.PdpMetadata;
import io.grantkeeper.authzen.RequestLimits;
import io.grantkeeper.authzen.TokenSealer;
import io.grantkeeper.detection.ApprovedIdentities;
import io.grantkeeper.detection.GrantAccessEvaluator;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.WorkQueueTypes;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.RateBudgetStore;
import io.grantkeeper.identity.work.ParkingQueue;
import io.grantkeeper.ledger.entry.SaltStore;
import io.grantkeeper.ledger.log.PendingEntryStore;
import io.grantkeeper.permissions.PermissionVocabularies;
import io.grantkeeper.policy.facts.SubjectFactsReader;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionDataReader;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistry;

/** Builds the components that both functions of this module share. */
final class DecideFactory {
    /**
     * The name of the tenant's sealing key. The key is random, is stored with the salts, is shared by all instances and
     * is never shown.
     */
    private static final String SEAL = "decision-point/seal";

    private final BeanRegistry.SupplierContext ports;
    private final DecideDependencies settings;
    private final TokenSealer seal;
    private final SubjectResolver subjects;
    final DecisionRecorder recorder;

    DecideFactory(BeanRegistry.SupplierContext ports) {
        this.ports = ports;
        this.settings = ports.beanProvider(DecideDependencies.class)
                .getIfAvailable(() -> DecideDependencies.of(ports.bean(ConnectionsConfig.class)));
        TenantId tenant = settings.tenant();
        this.seal = new TokenSealer(
                () -> ports.bean(SaltStore.class).of(tenant, SEAL).array());
        Map<String, SubjectFactsReader.IdentityList> tags = new HashMap<>();
        settings.config()
                .tags()
                .orElse(Map.of())
                .forEach((tag, names) -> tags.put(tag, ApprovedIdentities.of(names)::covers));
        this.subjects = new SubjectResolver(
                ports.bean(AccessStore.class),
                ports.bean(IdentityAliasStore.class),
                tenant,
                new SubjectFactsReader(
                        ApprovedIdentities.of(settings.approved())::covers, tags, ports.bean(Clock.class)));
        this.recorder = new BatchingDecisionRecorder(
                ports.bean(DecisionLog.class),
                ports.bean(ParkingQueue.class),
                tenant,
                BatchingDecisionRecorder.Waits.STANDARD);
    }

    CallerAuthentication callers() {
        return new ThrottledCallers(
                new CallerAuthenticator(
                        apiKeys(), new AccessTokenVerifier(issuers(), new JwksHttpClient(), ports.bean(Clock.class))),
                ThrottledCallers.standardLimit(System::nanoTime));
    }

    CallerNames callerNames() {
        return new CallerNames(apiKeys(), issuers());
    }

    private List<DecideConfig.ApiKey> apiKeys() {
        return settings.config().apiKeys().orElse(List.of());
    }

    private List<DecideConfig.TokenIssuer> issuers() {
        return settings.config().tokens().orElse(List.of());
    }

    boolean asPolicy() {
        return settings.config().authorizer().filter("iam"::equals).isPresent();
    }

    PolicyDecisionPoint decisions() {
        TenantId tenant = settings.tenant();
        return new PolicyDecisionPoint(
                tenant,
                new CompiledPolicyCache(ports.bean(PolicyStore.class), tenant),
                new PolicyDecisionPoint.Dependencies(
                        subjects,
                        ports.bean(DecisionDataReader.class),
                        ports.bean(AccessStore.class),
                        ports.bean(ApprovalStore.class),
                        new ApprovedActionCheck(
                                tenant,
                                ports.bean(ApprovalOfRecordStore.class),
                                new GrantAccessEvaluator(PermissionVocabularies.standard())),
                        recorder,
                        new UnknownAgentRegistrar(
                                ports.bean(AccessStore.class),
                                ports.bean(IdempotencyStore.class),
                                ports.bean(RateBudgetStore.class),
                                ports.bean(FindingStore.class),
                                ports.bean(WorkQueueTypes.ALERT_QUEUE),
                                tenant),
                        new GuardrailDenialRecorder(
                                ports.bean(PendingEntryStore.class), ports.bean(SaltStore.class), tenant),
                        seal,
                        ports.bean(Clock.class)));
    }

    AuthZenApi api() {
        TenantId tenant = settings.tenant();
        URI here = ports.bean(WebhookAddress.class).base().orElse(URI.create("https://localhost"));
        AccessRequestIntake requests = new AccessRequestIntake(
                tenant,
                ports.bean(ApprovalStore.class),
                subjects,
                new AccessRequestNotifier(
                        ports.bean(AccessStore.class),
                        ports.bean(FindingStore.class),
                        ports.bean(WorkQueueTypes.ALERT_QUEUE),
                        tenant),
                seal,
                new AccessRequestIntake.TimeLimits(
                        settings.config().answerWithin(), settings.config().approvedFor()),
                ports.bean(Clock.class));
        return new AuthZenApi(
                new PdpMetadata(settings.config().publicUrlOr(here), true),
                callers(),
                decisions(),
                Optional.of(requests),
                seal,
                RequestLimits.standard());
    }
}
