package io.grantkeeper.functions.decide;

import io.grantkeeper.authzen.AuthZenApi;
import io.grantkeeper.authzen.Limits;
import io.grantkeeper.authzen.Metadata;
import io.grantkeeper.authzen.Seal;
import io.grantkeeper.detection.Approvals;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.functions.connections.WebhookAddress;
import io.grantkeeper.functions.runtime.Ports;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdempotencyStore;
import io.grantkeeper.identity.work.DeadLetters;
import io.grantkeeper.ledger.entry.Salts;
import io.grantkeeper.ledger.log.EntryStore;
import io.grantkeeper.policy.facts.RecordedFacts;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.DecisionReads;
import io.grantkeeper.policy.store.PolicyStore;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.beans.factory.BeanRegistry;

/** What both functions of this module are built from. */
final class Wiring {
    /** Under it the tenant's key for seals is kept, where salts are: random, shared by all instances, never shown. */
    private static final String SEAL = "decision-point/seal";

    private final BeanRegistry.SupplierContext ports;
    private final DecidePorts settings;
    private final Seal seal;
    private final SubjectDirectory subjects;
    final DecisionRecorder recorder;

    Wiring(BeanRegistry.SupplierContext ports) {
        this.ports = ports;
        this.settings = ports.beanProvider(DecidePorts.class)
                .getIfAvailable(() -> DecidePorts.of(ports.bean(ConnectionsConfig.class)));
        TenantId tenant = settings.tenant();
        this.seal = new Seal(() -> ports.bean(Salts.class).of(tenant, SEAL).array());
        Map<String, RecordedFacts.OnRecord> tags = new HashMap<>();
        settings.config().tags().orElse(Map.of()).forEach((tag, names) -> tags.put(tag, Approvals.of(names)::covers));
        this.subjects = new SubjectDirectory(
                ports.bean(AccessStore.class),
                ports.bean(AliasStore.class),
                tenant,
                new RecordedFacts(Approvals.of(settings.approved())::covers, tags));
        this.recorder = new WritingRecorder(ports.bean(DecisionLog.class), ports.bean(DeadLetters.class), tenant);
    }

    Callers callers() {
        return new Callers(
                settings.config().apiKeys().orElse(List.of()),
                new TokenVerifier(
                        settings.config().tokens().orElse(List.of()), new KeySetHttp(), ports.bean(Clock.class)));
    }

    boolean asPolicy() {
        return settings.config().authorizer().filter("iam"::equals).isPresent();
    }

    PolicyDecisionPoint decisions() {
        TenantId tenant = settings.tenant();
        return new PolicyDecisionPoint(
                tenant,
                new PreparedPolicies(ports.bean(PolicyStore.class), tenant),
                new PolicyDecisionPoint.Parts(
                        subjects,
                        ports.bean(DecisionReads.class),
                        ports.bean(AccessStore.class),
                        ports.bean(ApprovalStore.class),
                        recorder,
                        new AtTheDoor(
                                ports.bean(AccessStore.class),
                                ports.bean(IdempotencyStore.class),
                                ports.bean(FindingStore.class),
                                ports.bean(Ports.ALERT_QUEUE),
                                tenant),
                        new GraveDenials(ports.bean(EntryStore.class), ports.bean(Salts.class), tenant),
                        seal,
                        ports.bean(Clock.class)));
    }

    AuthZenApi api() {
        TenantId tenant = settings.tenant();
        URI here = ports.bean(WebhookAddress.class).base().orElse(URI.create("https://localhost"));
        Requests requests = new Requests(
                tenant,
                ports.bean(ApprovalStore.class),
                subjects,
                new OwnerQuestion(
                        ports.bean(AccessStore.class),
                        ports.bean(FindingStore.class),
                        ports.bean(Ports.ALERT_QUEUE),
                        tenant),
                seal,
                new Requests.Lengths(
                        settings.config().answerWithin(), settings.config().approvedFor()),
                ports.bean(Clock.class));
        return new AuthZenApi(
                new Metadata(settings.config().address(here), true),
                callers(),
                decisions(),
                Optional.of(requests),
                seal,
                Limits.standard());
    }
}
