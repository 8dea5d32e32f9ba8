package io.grantkeeper.functions.messaging;

import io.grantkeeper.alerts.EscalationPath;
import io.grantkeeper.alerts.Recipient;
import io.grantkeeper.answers.AnswerAccess;
import io.grantkeeper.answers.GiveAnswer;
import io.grantkeeper.functions.connections.ConnectionsConfig;
import io.grantkeeper.identity.Secret;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.policy.approval.AnswerRequests;
import io.grantkeeper.policy.store.ApprovalStore;
import io.grantkeeper.policy.store.PolicyStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.beans.factory.BeanRegistry;

/** What answers are taken with: stores and keys. Nothing in here reaches a provider, a person or a channel. */
public final class AnsweringWiring {
    private final BeanRegistry.SupplierContext ports;
    private final Clock clock;
    private final Optional<Answers> answers;

    /** @param secrets finds a credential by its reference, when it is first used */
    public AnsweringWiring(BeanRegistry.SupplierContext ports, Function<String, Secret> secrets) {
        this.ports = ports;
        this.clock = ports.bean(Clock.class);
        this.answers = Optional.ofNullable(ports.beanProvider(Answers.class).getIfAvailable())
                .or(() -> isConfigured(ports) ? Answers.of(configured(ports), secrets) : Optional.empty());
    }

    private static boolean isConfigured(BeanRegistry.SupplierContext ports) {
        return ports.beanProvider(ConnectionsConfig.class).stream()
                .anyMatch(config -> config.alerts().isPresent());
    }

    static AlertsConfig configured(BeanRegistry.SupplierContext ports) {
        return AlertsConfig.parse(ports.bean(ConnectionsConfig.class)
                .alerts()
                .orElseThrow(() -> new IllegalStateException(
                        "the configuration has no 'alerts': it must say whom to tell where nobody else can be told")));
    }

    /** Empty where answers are not configured. */
    public Optional<Answers> answers() {
        return answers;
    }

    public GiveAnswer give(Answers found) {
        return new GiveAnswer(
                ports.bean(QuestionStore.class),
                ports.bean(AccessStore.class),
                new EscalationPath(
                        ports.bean(AccessStore.class), ports.bean(FindingStore.class), securityTeam(), clock),
                found.settings(),
                clock);
    }

    private Recipient securityTeam() {
        AlertChannels channels = ports.beanProvider(AlertChannels.class).getIfAvailable();
        return channels == null
                ? configured(ports).lastToTell()
                : channels.settings().securityTeam();
    }

    /** Takes what owners say of requests for access. */
    public AnswerAccess answerAccess() {
        ApprovalStore approvals = ports.bean(ApprovalStore.class);
        return new AnswerAccess(
                ports.bean(QuestionStore.class),
                approvals,
                new AnswerRequests(approvals, ports.bean(PolicyStore.class), ports.bean(FindingStore.class), clock));
    }
}
